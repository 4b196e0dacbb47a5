import type { FleetOffer, RateTrace, ServingPool, Sizing } from "@roadstead/cost/forecast";
import { describeTraffic, replicaProfiles, safeRate, sizingOf, trafficTokensOf } from "@roadstead/cost/forecast";

/** What replicas are aimed at, of what is safe, by a static fleet and by autoscalers alike. */
export const sharedTarget = 0.7;

export const profileName = "llama-3.1-8b/h100-80";
export const slo = { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 };
export const reservedDiscount = 0.4;
export const spotDiscount = 0.6;

/** Six minutes in all from the request for a node to its first replica. */
const start = { nodeSeconds: 180, pullSeconds: 60, loadSeconds: 120 };

export interface StudyFleet {
  readonly rates: RateTrace;
  readonly offer: FleetOffer;
  readonly sizing: Sizing;
}

/** A traffic of such a size that its busiest window takes `peakReplicas`, each of them at the shared target. */
export const fleetOf = (trace: RateTrace, peakReplicas: number, pool: Partial<ServingPool> = {}): StudyFleet => {
  const replica = replicaProfiles.find(({ name }) => name === profileName)!;
  const safe = safeRate(replica, trafficTokensOf(trace), slo).requestsPerSecond;
  const scale = (peakReplicas * sharedTarget * safe) / describeTraffic(trace).peakPerSecond;
  const rates = { ...trace, requestsPerSecond: trace.requestsPerSecond.map((rate) => rate * scale) };
  // One dollar a node-hour: what comes out is shares, and no price can make them.
  const onDemand: ServingPool = {
    name: "on demand",
    usdPerHour: 1,
    gpusPerNode: 1,
    replicasPerNode: 1,
    size: { min: 0, max: 2 * peakReplicas + 2 },
    billing: "per-second",
    start,
    ...pool,
  };
  const offer: FleetOffer = {
    replica,
    slo,
    onDemand,
    reservedDiscount,
    nodeAutoscalers: ["cluster-autoscaler", "karpenter"],
    fixedUsdPerHour: 0,
    queueTimeoutSeconds: 120,
    seed: 1,
  };
  return { rates, offer, sizing: sizingOf(rates, offer) };
};

export const spotOf = (
  { onDemand }: FleetOffer,
  interruptions: NonNullable<ServingPool["interruptions"]>,
): ServingPool => ({ ...onDemand, name: "spot", usdPerHour: onDemand.usdPerHour * (1 - spotDiscount), interruptions });

/** Three zones that are rarely out, and a node lost in ten hours: what was seen of A100s. */
export const usualSpot: Extract<ServingPool["interruptions"], { kind: "renewal" }> = {
  kind: "renewal",
  zones: 3,
  zoneUpHours: 20,
  zoneDownHours: 1,
  lossesPerNodeHour: 0.1,
  shape: 0.7,
  noticeSeconds: 120,
};
