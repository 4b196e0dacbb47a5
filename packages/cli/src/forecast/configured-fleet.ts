import type {
  FleetOffer,
  Knobs,
  RateTrace,
  ReplicaProfile,
  Scenario,
  ServingPool,
  Sizing,
} from "@roadstead/cost/forecast";
import {
  clusterAutoscalerDefaults,
  hpaDefaults,
  nodesFor,
  replicasFor,
  sizingOf,
  strategyScenario,
} from "@roadstead/cost/forecast";
import type { ForecastCommandOptions } from "../commands/forecast-options.js";
import type { Fleet, FleetPool } from "./machine-fleet.js";

/** A request that nobody answered for this long is given up by its client. */
const queueTimeoutSeconds = 120;

/** What strategies choose from, with as many machines as the program, the command line or the peak says. */
export function offerOf(
  fleet: Fleet,
  replica: ReplicaProfile,
  options: ForecastCommandOptions,
  rates: RateTrace,
): FleetOffer {
  const offer: FleetOffer = {
    replica,
    slo: options.slo,
    onDemand: withReplicas(fleet.onDemand, fleet, replica),
    ...(fleet.spot === undefined ? {} : { spot: withReplicas(fleet.spot, fleet, replica) }),
    ...(fleet.owned === undefined ? {} : { owned: withReplicas(fleet.owned, fleet, replica) }),
    reservedDiscount: options.reservedDiscount,
    nodeAutoscalers: [fleet.nodeAutoscaler],
    fixedUsdPerHour: fleet.fixedUsdPerHour,
    queueTimeoutSeconds,
    seed: options.seed,
  };
  const max = mostNodes(offer, fleet, options, rates);
  const withMax = (pool: ServingPool): ServingPool => ({ ...pool, size: { min: 0, max } });
  return {
    ...offer,
    onDemand: withMax(offer.onDemand),
    ...(offer.spot === undefined ? {} : { spot: withMax(offer.spot) }),
  };
}

/** What the peak needs where replicas do but two fifths of what is safe, where nobody says a limit. */
function mostNodes(offer: FleetOffer, fleet: Fleet, { max }: ForecastCommandOptions, rates: RateTrace): number {
  if (max !== undefined) return nodesFor(offer, max);
  if (fleet.maxNodes !== undefined) return Math.max(1, fleet.maxNodes);
  const sizing = sizingOf(rates, offer);
  if (sizing.safe.requestsPerSecond === 0) return 1;
  return nodesFor(offer, replicasFor(sizing, sizing.traffic.peakPerSecond, 0.4)) + 1;
}

const withReplicas = (pool: FleetPool, { gpusPerNode }: Fleet, { gpus }: ReplicaProfile): ServingPool => ({
  ...pool,
  gpusPerNode,
  replicasPerNode: Math.max(1, Math.floor(gpusPerNode / gpus + 1e-9)),
});

/** As the command line has it, else the program, else the controllers themselves. */
export function configuredKnobs(
  fleet: Fleet,
  offer: FleetOffer,
  sizing: Sizing,
  options: ForecastCommandOptions,
): Knobs {
  const maxReplicas = options.max ?? sizing.mostReplicas;
  const minReplicas = options.min ?? fleet.minNodes * offer.onDemand.replicasPerNode;
  const spot = (fleet.declared ?? []).filter(({ interruptions }) => interruptions !== undefined);
  return {
    targetUtilization: options.utilization,
    minReplicas: Math.min(maxReplicas, Math.max(options.scaling === "hpa" ? 1 : 0, minReplicas)),
    maxReplicas,
    scaleDownSeconds: options.scaleDown ?? hpaDefaults.scaleDownStabilizationSeconds,
    nodeAutoscaler: fleet.nodeAutoscaler,
    nodeIdleSeconds: options.scaleDown ?? clusterAutoscalerDefaults.scaleDownUnneededSeconds,
    spotNodes: spot.reduce((sum, { size }) => sum + size.max, 0),
    spotFirst: fleet.declared?.[0]?.interruptions !== undefined,
    ownedNodes: 0,
  };
}

const strategies = { hpa: "hpa-cluster-autoscaler", keda: "keda-zero", knative: "knative" } as const;

/** The wanted pod autoscaler over the pools that the program declares, in its order. */
export function configuredScenario(
  fleet: Fleet,
  offer: FleetOffer,
  sizing: Sizing,
  { scaling }: ForecastCommandOptions,
  knobs: Knobs,
): Scenario {
  const scenario = strategyScenario(strategies[scaling], offer, sizing, knobs);
  if (fleet.declared === undefined) return scenario;
  const floor = nodesFor(offer, knobs.minReplicas);
  const pools = fleet.declared.map((pool, index) => {
    const placed = withReplicas(pool, fleet, offer.replica);
    if (pool.billing === "always") return placed;
    return { ...placed, size: { ...placed.size, min: index === 0 ? Math.min(floor, placed.size.max) : 0 } };
  });
  return { ...scenario, pools: withRoom(pools, nodesFor(offer, knobs.maxReplicas)) };
}

/** Who asks for more than the program has (`--max`) gets it from the last pool that can grow. */
function withRoom(pools: readonly ServingPool[], nodes: number): readonly ServingPool[] {
  const missing = nodes - pools.reduce((sum, { size }) => sum + size.max, 0);
  const last = pools.findLastIndex(({ billing }) => billing !== "always");
  if (missing <= 0) return pools;
  return pools.map((pool, i) =>
    i === last ? { ...pool, size: { ...pool.size, max: pool.size.max + missing } } : pool,
  );
}

const scalingTitles = { hpa: "an HPA", keda: "KEDA", knative: "Knative" } as const;

/** What was assumed, so that nobody takes it for known. */
export const remarksOf = (
  { onDemand, replica, reservedDiscount }: FleetOffer,
  sizing: Sizing,
  { slo, scaling }: ForecastCommandOptions,
): readonly string[] => [
  `as configured, replicas are counted by ${scalingTitles[scaling]} (--scaling) ` +
    "and aim at a share of the safe rate (--utilization); baselines have the share that is cheapest for them",
  ...shortRemark(sizing),
  ...narrowRemark(replica, sizing),
  `a node is assumed to be ready after ${onDemand.start.nodeSeconds} s, to pull its image in ${onDemand.start.pullSeconds} s ` +
    `and to load the model in ${onDemand.start.loadSeconds} s (--node-start, --pull, --load)`,
  `requests wait in one queue in front of all replicas, and are given up after ${queueTimeoutSeconds} s`,
  `a request is in time with its first token after ${slo.firstTokenSeconds} s and ${slo.secondsPerToken} s for each further one`,
  `a reservation is assumed to take ${Math.round(reservedDiscount * 100)} % off (--reserved-discount)`,
];

/** A level that is nearly missed by lonely requests leaves a GPU idle, which no scaling changes. */
function narrowRemark(replica: ReplicaProfile, { safe, traffic }: Sizing): readonly string[] {
  const { prefillTokensPerSecond, decodeMs, decodeMsPerRequest, maxBatch } = replica;
  const tokenSeconds = (decodeMs / maxBatch + decodeMsPerRequest) / 1000;
  const work = traffic.meanInputTokens / prefillTokensPerSecond + traffic.meanOutputTokens * tokenSeconds;
  const share = safe.requestsPerSecond * work;
  if (share >= 0.2) return [];
  return [
    `at the safe rate a replica does ${Math.round(share * 100)} % of what it could: the service level limits it, not the GPU; ` +
      "a faster GPU, shorter prompts or more time (--slo) serve more with less",
  ];
}

const daySeconds = 86_400;

/** A month is so many times the trace, whatever hour of which day that was. */
const shortRemark = ({ traffic: { durationSeconds } }: Sizing): readonly string[] =>
  durationSeconds >= daySeconds
    ? []
    : ["the traffic lasts less than a day: a month of it has no nights and no weekends but those that it shows"];
