import type { Mutation } from "../mutation.js";

const testFile = "test/engine/scheduling.test.ts";
const poolPod = "packages/cluster/src/gpu-software/pool-pod.ts";

export const scheduling: readonly Mutation[] = [
  {
    group: "scheduling",
    name: "GPU software that tolerates no taint",
    file: poolPod,
    find: "tolerations: binding.tolerations.map((toleration) => ({ ...toleration })),",
    replace: "tolerations: [],",
    testFile,
  },
  {
    group: "scheduling",
    name: "GPU software on the nodes of every pool",
    file: poolPod,
    find: '                { key: labels.pool, operator: "In", values: [pool.name] },\n',
    replace: "",
    testFile,
  },
  {
    group: "scheduling",
    name: "GPU pools without the GPU taint",
    file: "packages/core/src/layout/canonical-metadata.ts",
    find: "return accelerator === undefined ? [] : [gpuTaint];",
    replace: "return accelerator === undefined ? [] : [gpuTaint].slice(1);",
    testFile,
  },
  {
    group: "scheduling",
    name: "a pod with GPUs that selects no pool",
    file: "packages/cluster/src/with-gpu.ts",
    find: "nodeSelector: { ...plain(podSpec.nodeSelector), ...gpu.nodeSelector },",
    replace: "nodeSelector: { ...plain(podSpec.nodeSelector) },",
    testFile,
  },
  {
    group: "scheduling",
    name: "an autoscaler that needs a GPU node to run on",
    file: "packages/eks/src/cluster-autoscaler-deployment.ts",
    find: "{ nodeSelector: { [labels.pool]: systemPoolName } }",
    replace: '{ nodeSelector: { [labels.gpuPresent]: "true" } }',
    testFile,
  },
  {
    group: "scheduling",
    name: "more shares of a GPU for one pod",
    file: "packages/cluster/src/gpu-binding.ts",
    find: 'maxPerPod: accelerator.sharing.mode === "exclusive" ? accelerator.gpusPerNode : 1,',
    replace: "maxPerPod: accelerator.gpusPerNode,",
    testFile,
  },
];
