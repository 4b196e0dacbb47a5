import type { Mutation } from "../mutation.js";

const testFile = "test/engine/examples.test.ts";

export const upAndDestroy: readonly Mutation[] = [
  {
    group: "up and destroy",
    name: "a name that is another one on every run",
    file: "packages/eks/src/launch-template.ts",
    find: "const nodeTags = { ...tags, Name: logicalName };",
    replace: "const nodeTags = { ...tags, Name: `${logicalName}-${process.hrtime.bigint()}` };",
    testFile,
  },
  {
    group: "up and destroy",
    name: "a deletion guard that knows the Kubernetes objects only",
    file: "packages/cluster/src/ai-cluster.ts",
    find: "      ...provisioned.resources,\n      ...provisioned.ready,\n",
    replace: "",
    testFile,
  },
  {
    group: "up and destroy",
    name: "a deletion guard that nothing protects",
    file: "packages/cluster/src/deletion-guard.ts",
    find: "protect: deletionProtection,",
    replace: "protect: deletionProtection && false,",
    testFile,
  },
  {
    group: "up and destroy",
    name: "a count of nodes that only the autoscaler may change",
    file: "packages/eks/src/node-group.ts",
    find: '...(isElastic(group) ? { ignoreChanges: ["scalingConfig.desiredSize"] } : {})',
    replace: "...{}",
    testFile: "test/engine/day-two.test.ts",
  },
];
