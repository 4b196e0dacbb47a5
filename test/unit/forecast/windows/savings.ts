import type { Forecast, RateTrace, Scenario } from "@roadstead/cost/forecast";
import { forecastWindows } from "@roadstead/cost/forecast";

interface Setting {
  readonly nodesAtPeak: number;
  readonly bootSeconds?: number;
  readonly overrides?: Partial<Scenario>;
}

/** Of the busiest window. */
const peakOf = (rates: Float64Array): number => rates.reduce((most, rate) => Math.max(most, rate), 0);

const shareOf = (rates: Float64Array, share: number): number => {
  const sorted = [...rates].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
};

/** A replica that serves `capacity` requests per second, of 1,000 tokens after the first, when its 64 places are taken. */
const replicaOf = (capacity: number): Scenario["replica"] => ({
  name: "test",
  gpus: 1,
  firstTokenMs: 1,
  prefillTokensPerSecond: 1e9,
  decodeMs: (0.5 * 64) / capacity,
  decodeMsPerRequest: 0.5 / capacity,
  maxBatch: 64,
  provenance: { kind: "user", source: "test" },
});

/** The rules under which the expected values were found: one replica a node, a target of 0.7 of what a replica serves. */
export const autoscaled = (trace: RateTrace, { nodesAtPeak, bootSeconds = 360, overrides = {} }: Setting): Scenario => {
  const perReplica = peakOf(trace.requestsPerSecond) / nodesAtPeak;
  return {
    replica: replicaOf(perReplica / 0.7),
    pools: [
      {
        name: "gpu",
        usdPerHour: 1,
        gpusPerNode: 1,
        replicasPerNode: 1,
        size: { min: 1, max: 4 * nodesAtPeak },
        billing: "per-second",
        start: { nodeSeconds: bootSeconds, pullSeconds: 0, loadSeconds: 0 },
      },
    ],
    podScaling: {
      kind: "hpa",
      target: { metric: "requests-per-second", perReplica },
      size: { min: 1, max: 4 * nodesAtPeak },
      syncSeconds: 15,
      tolerance: 0.1,
      scaleDownStabilizationSeconds: 300,
    },
    nodeScaling: {
      kind: "cluster-autoscaler",
      scanSeconds: 10,
      scaleDownUnneededSeconds: 600,
      scaleDownDelayAfterAddSeconds: 600,
      scaleDownUtilizationThreshold: 0.5,
    },
    slo: { firstTokenSeconds: 2, secondsPerToken: 1e6, attainment: 0.99 },
    fixedUsdPerHour: 0,
    queueTimeoutSeconds: 600,
    seed: 1,
    ...overrides,
  };
};

export interface Savings {
  /** Of what as many nodes as the peak needs would cost at all times. */
  readonly ofPeak: number;
  /** Of what the 99th percentile of windows needs would. */
  readonly ofP99: number;
  readonly forecast: Forecast;
}

export const savings = (trace: RateTrace, setting: Setting): Savings => {
  const forecast = forecastWindows(trace, autoscaled(trace, setting));
  const hours = forecast.durationSeconds / 3600;
  const perReplica = peakOf(trace.requestsPerSecond) / setting.nodesAtPeak;
  const atP99 = Math.max(1, Math.ceil(shareOf(trace.requestsPerSecond, 0.99) / perReplica - 1e-9));
  return {
    ofPeak: 1 - forecast.cost.total / (hours * setting.nodesAtPeak),
    ofP99: 1 - forecast.cost.total / (hours * atP99),
    forecast,
  };
};
