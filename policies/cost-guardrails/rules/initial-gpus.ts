import { clusterPoolTypes, count, expectAtMost, most, resourceRule } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const initialGpus = resourceRule({
  name: "initial-gpus",
  title: "A pool does not begin with many GPUs",
  severity: "medium",
  level: "advisory",
  config: { maxGpus: count(8, "GPUs", "Most GPUs with which a pool may begin") },
  types: clusterPoolTypes,
  reads: [
    "aws:eks/nodeGroup:NodeGroup: scalingConfig.desiredSize",
    "gcp:container/nodePool:NodePool: initialNodeCount",
  ],
  why: "They are paid from the first minute, before anything runs on them.",
  fix: "Set desiredSize or initialNodeCount to 0 or 1.",
  check: (view, context) =>
    ofGpuPool(view, context, {}, (pool) =>
      expectAtMost(
        most(pool, pool.initial.state === "absent" ? pool.min : pool.initial),
        context.config.maxGpus,
        "GPUs",
        {
          otherwise: "the pool begins with too many GPUs",
          absent: "unknown",
        },
      ),
    ),
});
