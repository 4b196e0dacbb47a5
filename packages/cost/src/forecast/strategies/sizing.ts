import { type SafeRate, safeRate } from "../service/safe-rate.js";
import { trafficTokensOf } from "../service/traffic-tokens.js";
import { describeTraffic, type TrafficFigures } from "../traffic/describe-traffic.js";
import type { RateTrace } from "../traffic/traffic.js";
import type { FleetOffer } from "./fleet-offer.js";

/** What a traffic asks of a fleet. */
export interface Sizing {
  readonly traffic: TrafficFigures;
  readonly safe: SafeRate;
  /** Most replicas that may be had on demand. */
  readonly mostReplicas: number;
}

export const sizingOf = (rates: RateTrace, offer: FleetOffer): Sizing => ({
  traffic: describeTraffic(rates),
  safe: safeRate(offer.replica, trafficTokensOf(rates), offer.slo),
  mostReplicas: offer.onDemand.size.max * offer.onDemand.replicasPerNode,
});

/** Replicas that carry a rate when each does `targetUtilization` of what is safe; at least one. */
export const replicasFor = ({ safe }: Sizing, requestsPerSecond: number, targetUtilization: number): number =>
  safe.requestsPerSecond > 0
    ? Math.max(1, Math.ceil(requestsPerSecond / (safe.requestsPerSecond * targetUtilization) - roundingError))
    : Infinity;

/** What is divided and multiplied again is not always the same number. */
const roundingError = 1e-9;

export const nodesFor = (offer: FleetOffer, replicas: number): number =>
  Math.ceil(replicas / offer.onDemand.replicasPerNode);
