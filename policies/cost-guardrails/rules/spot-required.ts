import { expectOneOf, poolTypes, resourceRule, texts } from "@roadstead/policy";
import { ofGpuPool } from "../gpu-pool-answer.js";

export const spotRequired = resourceRule({
  name: "spot-required",
  title: "GPU pools outside production are bought on the spot market",
  severity: "medium",
  level: "mandatory",
  config: { accepted: texts(["spot", "flex-start", "reserved"], "Kinds of capacity that are cheap enough") },
  types: poolTypes,
  reads: [
    "aws:eks/nodeGroup:NodeGroup: capacityType",
    "launch templates: instanceMarketOptions",
    "gcp: nodeConfig.spot, preemptible, flexStart",
  ],
  why: "Spot machines cost 30 to 60 % of the list price, and experiments can start again.",
  fix: "Set capacityType to SPOT (nodeConfig.spot on GKE).",
  check: (view, context) =>
    ofGpuPool(view, context, { outsideProduction: true }, (pool) =>
      expectOneOf(pool.purchase, context.config.accepted, {
        otherwise: "the pool is bought at the list price",
        absent: "fail",
      }),
    ),
});
