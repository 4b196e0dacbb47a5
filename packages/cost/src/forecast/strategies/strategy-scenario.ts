import type { ServingPool } from "../platform/serving-pool.js";
import type { NodeScaling } from "../scaling/node-scaling.js";
import type { PodScaling, ScalingTarget } from "../scaling/pod-scaling.js";
import type { Scenario } from "../scenario.js";
import {
  clusterAutoscalerDefaults,
  hpaDefaults,
  karpenterDefaults,
  kedaDefaults,
  knativeDefaults,
} from "./controller-defaults.js";
import type { FleetOffer } from "./fleet-offer.js";
import { nodesFor, type Sizing } from "./sizing.js";
import type { Knobs, StrategyName } from "./strategy.js";

/** The fleet of a strategy with its knobs turned so. */
export const strategyScenario = (name: StrategyName, offer: FleetOffer, sizing: Sizing, knobs: Knobs): Scenario => ({
  replica: offer.replica,
  slo: offer.slo,
  pools: poolsOf(name, offer, knobs),
  podScaling: podScalingOf(name, sizing, knobs),
  nodeScaling: nodeScalingOf(name, knobs),
  fixedUsdPerHour: offer.fixedUsdPerHour,
  queueTimeoutSeconds: offer.queueTimeoutSeconds,
  seed: offer.seed,
});

const poolsOf = (name: StrategyName, offer: FleetOffer, knobs: Knobs): readonly ServingPool[] => {
  const { onDemand } = offer;
  const floor = nodesFor(offer, knobs.minReplicas);
  switch (name) {
    case "static-peak":
    case "static-p99":
      return [nodesOf(offer, floor, floor)];
    case "static-reserved":
      return [reserved(offer, floor)];
    case "hybrid":
      return [
        sized(offer.owned ?? reserved(offer, knobs.ownedNodes), knobs.ownedNodes, knobs.ownedNodes),
        sized(onDemand, 0, Math.max(0, onDemand.size.max - (offer.owned === undefined ? knobs.ownedNodes : 0))),
      ];
    case "tuned-spot":
      return spotPools(offer, floor, knobs);
    default:
      return [nodesOf(offer, floor, onDemand.size.max)];
  }
};

const sized = (pool: ServingPool, min: number, max: number): ServingPool => ({
  ...pool,
  size: { min: Math.min(min, max), max },
});

/** What is owned is there and paid for as a whole, however little of it a strategy asks for. */
const nodesOf = (offer: FleetOffer, min: number, max: number): ServingPool =>
  offer.onDemand.billing === "always"
    ? sized(offer.onDemand, offer.onDemand.size.max, offer.onDemand.size.max)
    : sized(offer.onDemand, min, max);

/** Paid for all of the time, at less than on demand. */
const reserved = ({ onDemand, reservedDiscount }: FleetOffer, nodes: number): ServingPool => ({
  ...sized(onDemand, nodes, nodes),
  name: "reserved",
  usdPerHour: onDemand.usdPerHour * (1 - reservedDiscount),
  billing: "always",
  // They are never given back, so they are there before anybody asks.
  start: { ...onDemand.start, nodeSeconds: 0 },
});

/** As a spec's `capacity` has it: the floor belongs to the first entry, and both add up to the pool's most. */
const spotPools = (offer: FleetOffer, floor: number, knobs: Knobs): readonly ServingPool[] => {
  const { onDemand, spot } = offer;
  if (spot === undefined) return [sized(onDemand, floor, onDemand.size.max)];
  const rest = Math.max(0, nodesFor(offer, knobs.maxReplicas) - knobs.spotNodes);
  return knobs.spotFirst
    ? [sized(spot, Math.min(floor, knobs.spotNodes), knobs.spotNodes), sized(onDemand, 0, rest)]
    : [sized(onDemand, Math.min(floor, rest), rest), sized(spot, 0, knobs.spotNodes)];
};

const podScalingOf = (name: StrategyName, { safe }: Sizing, knobs: Knobs): PodScaling => {
  const size = { min: knobs.minReplicas, max: knobs.maxReplicas };
  const target: ScalingTarget = {
    metric: "requests-per-second",
    perReplica: safe.requestsPerSecond * knobs.targetUtilization,
  };
  const hpa = { ...hpaDefaults, target, size, scaleDownStabilizationSeconds: knobs.scaleDownSeconds };
  switch (name) {
    case "static-peak":
    case "static-p99":
    case "static-reserved":
      return { kind: "static", replicas: knobs.minReplicas };
    case "knative":
      return {
        kind: "knative",
        ...knativeDefaults,
        target: { metric: "concurrency", perReplica: Math.max(1, safe.concurrency * knobs.targetUtilization) },
        size,
      };
    case "keda-zero":
      return { kind: "keda", ...kedaDefaults, ...hpa };
    case "clairvoyant":
      return { kind: "clairvoyant", target, size };
    default:
      // An HPA itself never goes to zero.
      return { kind: "hpa", ...hpa, size: { ...size, min: Math.max(1, size.min) } };
  }
};

const nodeScalingOf = (name: StrategyName, { nodeAutoscaler, nodeIdleSeconds }: Knobs): NodeScaling => {
  if (name.startsWith("static-")) return { kind: "none" };
  if (nodeAutoscaler === "karpenter") return { ...karpenterDefaults, consolidateAfterSeconds: nodeIdleSeconds };
  const delays = { scaleDownUnneededSeconds: nodeIdleSeconds, scaleDownDelayAfterAddSeconds: nodeIdleSeconds };
  return { ...clusterAutoscalerDefaults, ...delays };
};
