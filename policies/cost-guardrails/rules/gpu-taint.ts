import { clusterPoolTypes, fail, gpuResource, known, pass, resourceRule, texts, unknown } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const gpuTaint = resourceRule({
  name: "gpu-taint",
  title: "Nodes with GPUs keep pods without GPUs away",
  severity: "high",
  level: "mandatory",
  config: { keys: texts([gpuResource], "Taint keys of which a GPU pool must have one") },
  types: clusterPoolTypes,
  reads: ["aws:eks/nodeGroup:NodeGroup: taints", "gcp:container/nodePool:NodePool: nodeConfig.taints"],
  why: "Otherwise a log collector keeps an H100 node alive all month.",
  fix: "Add the taint nvidia.com/gpu=present:NoSchedule.",
  check: (view, context) =>
    ofGpuPool(view, context, {}, (pool) => {
      // GKE taints its nodes with GPUs by itself, unless the cluster has only such pools.
      if (pool.cloud === "gcp" && known(pool.taintKeys)?.length === 0) return pass;
      if (pool.taintKeys.state !== "known") return unknown(pool.taintKeys, "pods without GPUs may run on the nodes");
      if (pool.taintKeys.value.some((key) => context.config.keys.includes(key))) return pass;
      return fail("pods without GPUs run on the nodes: no taint keeps them away", { path: pool.taintKeys.path });
    }),
});
