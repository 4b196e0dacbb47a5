import { count, expectAtMost, mapReading, notApplicable, poolGpus, resourceRule, zonesOf } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const singleZonePools = resourceRule({
  name: "single-zone-pools",
  title: "A pool for training over several nodes is in one zone",
  severity: "low",
  level: "advisory",
  config: {
    maxZones: count(1, "zones", "Most zones of such a pool"),
    minGpusPerNode: count(8, "GPUs", "Nodes with so many GPUs are taken for training"),
  },
  types: ["aws:eks/nodeGroup:NodeGroup", "gcp:container/nodePool:NodePool"],
  reads: ["aws:eks/nodeGroup:NodeGroup: subnetIds", "gcp:container/nodePool:NodePool: nodeLocations, location"],
  why: "Traffic between zones is billed both ways, and gradients are terabytes.",
  fix: "Name one subnet, or one zone in nodeLocations.",
  check: (view, context) =>
    ofGpuPool(view, context, {}, (pool) => {
      const gpus = poolGpus(pool);
      if (gpus.state === "known" && gpus.value.perNode < context.config.minGpusPerNode) return notApplicable;
      const isAws = pool.cloud === "aws";
      const zones = isAws ? mapReading(view.list("subnetIds"), (ids) => ids.length) : zonesOf(view, context.stack);
      return expectAtMost(zones, context.config.maxZones, "zones", {
        otherwise: "the pool is in several zones",
        absent: "unknown",
      });
    }),
});
