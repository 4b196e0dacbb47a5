import { count, expectAtMost, poolTypes, resourceRule } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const scaleToZero = resourceRule({
  name: "scale-to-zero",
  title: "GPU pools outside production can be empty",
  severity: "high",
  level: "mandatory",
  config: { maxMin: count(0, "nodes", "Largest minimum of a GPU pool") },
  types: poolTypes,
  reads: [
    "aws:eks/nodeGroup:NodeGroup: scalingConfig.minSize",
    "gcp:container/nodePool:NodePool: autoscaling, nodeCount",
    "machines: that they are there",
  ],
  why: "Nights and weekends are two thirds of a month.",
  fix: "Set the minimum to 0 and let an autoscaler make the nodes; a single machine cannot be scaled.",
  check: (view, context) =>
    ofGpuPool(view, context, { outsideProduction: true }, (pool) =>
      expectAtMost(pool.min, context.config.maxMin, "nodes", { otherwise: "the pool is never empty", absent: "fail" }),
    ),
});
