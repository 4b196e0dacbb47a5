import { expectAtMost, pass, resourceRule, zonesOf } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const gkeZoneMultiplier = resourceRule({
  name: "gke-zone-multiplier",
  title: "The limits of a GKE pool of several zones count for all of them together",
  severity: "medium",
  level: "mandatory",
  config: {},
  types: ["gcp:container/nodePool:NodePool"],
  reads: ["gcp:container/nodePool:NodePool: autoscaling.maxNodeCount, totalMaxNodeCount, nodeLocations, location"],
  why: "maxNodeCount: 2 is six nodes in a regional cluster, and nobody who reads it sees that.",
  fix: "Use autoscaling.totalMinNodeCount and totalMaxNodeCount.",
  check: (view, context) =>
    ofGpuPool(view, context, {}, () => {
      const perZone = view.number("autoscaling", "maxNodeCount");
      const fixed = view.number("nodeCount");
      const counted = perZone.state === "absent" ? fixed : perZone;
      if (counted.state === "absent") return pass;
      return expectAtMost(zonesOf(view, context.stack), 1, "zone", {
        otherwise: "the limit counts in each zone",
        absent: "unknown",
      });
    }),
});
