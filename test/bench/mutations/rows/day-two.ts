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
    name: "a new node pool on GKE for every changed label",
    file: "packages/gke/src/node-pool-name.ts",
    find: '  "labels",\n',
    replace: "",
    testFile,
  },
  {
    group: "day two",
    name: "labels of owned nodes that replace a patch when the pool changes",
    file: "packages/cluster/src/owned-nodes/provision.ts",
    find: "const name = `${cluster.name}-node-labels-${node}`;",
    replace: "const name = `${cluster.name}-node-labels-${pool.name}-${node}`;",
    testFile,
  },
  {
    group: "day two",
    name: "a cluster on GKE that a count of nodes replaces",
    file: "packages/gke/src/node-pool.ts",
    find: '  "initialNodeCount",\n',
    replace: "",
    testFile,
  },
];
