import { clusterPoolTypes, expectFlag, resourceRule } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const gpuAutoscaling = resourceRule({
  name: "gpu-autoscaling",
  title: "GPU pools grow and shrink by themselves",
  severity: "medium",
  level: "mandatory",
  config: {},
  types: clusterPoolTypes,
  reads: ["aws:eks/nodeGroup:NodeGroup: scalingConfig", "gcp:container/nodePool:NodePool: autoscaling, nodeCount"],
  why: "A pool of a fixed size is paid for whether it is used or not.",
  fix: "Give it a minimum below its maximum (autoscaling on GKE), and run an autoscaler.",
  check: (view, context) =>
    ofGpuPool(view, context, {}, (pool) =>
      expectFlag(pool.autoscaled, true, { otherwise: "the pool has a fixed size", absent: "fail" }),
    ),
});
