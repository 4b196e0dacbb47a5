import type { Mutation } from "../mutation.js";

const testFile = "test/engine/day-two.test.ts";

export const dayTwo: readonly Mutation[] = [
  {
    group: "day two",
    name: "node groups whose name does not follow their machine type",
    file: "packages/eks/src/node-group-name.ts",
    find: "    capacityType,\n    instanceTypes,\n",
    replace: "    capacityType,\n",
    testFile,
  },
  {
    group: "day two",
    name: "a floor that EKS refuses above the present number",
    file: "packages/eks/src/node-count.ts",
    find: "return { minSize: 0, desiredSize: min,",
    replace: "return { minSize: min, desiredSize: min,",
    testFile,
  },
  {
    group: "day two",
    name: "new node pools on GKE for every changed tag",
    file: "packages/gke/src/node-pool-name.ts",
    find: '  "resourceLabels",\n',
    replace: "",
    testFile: "test/engine/day-two/gke.test.ts",
  },
  {
    group: "day two",
    name: "a node pool on GKE that another minimum replaces",
    file: "packages/gke/src/node-pool.ts",
    find: '  "initialNodeCount",\n',
    replace: "",
    testFile: "test/engine/day-two/gke.test.ts",
  },
  {
    group: "day two",
    name: "a cluster on GKE that is another one behind another kind of endpoint",
    file: "packages/gke/src/control-plane.ts",
    find: "pulumi.interpolate`${cluster.id}/${dnsName}`",
    replace: "pulumi.interpolate`${viaDns ? dnsName : cluster.endpoint}`",
    testFile: "test/engine/day-two/gke.test.ts",
  },
  {
    group: "day two",
    name: "an owned node that another patch labels in another pool",
    file: "packages/cluster/src/owned-nodes/provision.ts",
    find: "const name = `${cluster.name}-node-labels-${node}`;",
    replace: "const name = `${cluster.name}-node-labels-${pool.name}-${node}`;",
    testFile: "test/engine/day-two/k3s.test.ts",
  },
  {
    group: "day two",
    name: "owned nodes that are labelled before their taints are verified",
    file: "packages/cluster/src/owned-nodes/provision.ts",
    find: "{ provider, dependsOn: verified }",
    replace: "{ provider, dependsOn: reads }",
    testFile: "test/engine/day-two/k3s.test.ts",
  },
  {
    group: "day two",
    name: "owned nodes whose taints are set",
    file: "packages/cluster/src/owned-nodes/provision.ts",
    find: "    metadata: {\n      name: node,\n",
    replace: "    spec: { taints: [...pool.taints] },\n    metadata: {\n      name: node,\n",
    testFile: "test/engine/day-two/k3s.test.ts",
  },
];
