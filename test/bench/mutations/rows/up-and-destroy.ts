import type { Mutation } from "../mutation.js";

const guard = "test/engine/deletion-guard.test.ts";

export const upAndDestroy: readonly Mutation[] = [
  {
    group: "up and destroy",
    name: "a name that is another one on every run",
    file: "packages/eks/src/launch-template.ts",
    find: "const nodeTags = { ...tags, Name: logicalName };",
    replace: "const nodeTags = { ...tags, Name: `${logicalName}-${process.hrtime.bigint()}` };",
    testFile: "test/engine/examples/eks.test.ts",
    testName: "on its own targets",
  },
  {
    group: "up and destroy",
    name: "a deletion guard that knows the Kubernetes objects only",
    file: "packages/cluster/src/ai-cluster.ts",
    find: "      ...provisioned.resources,\n      ...provisioned.ready,\n",
    replace: "",
    testFile: guard,
  },
  {
    group: "up and destroy",
    name: "a deletion guard that nothing protects",
    file: "packages/cluster/src/deletion-guard.ts",
    find: "protect: deletionProtection,",
    replace: "protect: deletionProtection && false,",
    testFile: guard,
  },
  {
    group: "up and destroy",
    name: "a deployer who is let in to a cluster that has let it in already",
    file: "packages/eks/src/provision.ts",
    find: "kubeconfigAuth(config), []);",
    replace: "kubeconfigAuth(config), grantAccess(scope, controlPlane, { ...config.access, admins: [] }));",
    testFile: "test/engine/order-and-access/eks.test.ts",
  },
];
