import type { FleetOffer, RateTrace, ServingPool } from "@roadstead/cost/forecast";

const start = { nodeSeconds: 180, pullSeconds: 60, loadSeconds: 60 };

export const onDemand: ServingPool = {
  name: "serving",
  usdPerHour: 1,
  gpusPerNode: 1,
  replicasPerNode: 1,
  size: { min: 0, max: 40 },
  billing: "per-second",
  start,
};

export const spot: ServingPool = {
  ...onDemand,
  name: "serving-spot",
  usdPerHour: 0.4,
  interruptions: {
    kind: "renewal",
    zones: 3,
    zoneUpHours: 20,
    zoneDownHours: 1,
    lossesPerNodeHour: 0.05,
    shape: 0.7,
    noticeSeconds: 120,
  },
};

export const offer: FleetOffer = {
  replica: {
    name: "test/l4",
    gpus: 1,
    firstTokenMs: 30,
    prefillTokensPerSecond: 8000,
    decodeMs: 20,
    decodeMsPerRequest: 0.3,
    maxBatch: 32,
    provenance: { kind: "user", source: "this test" },
  },
  slo: { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 },
  onDemand,
  reservedDiscount: 0.4,
  nodeAutoscalers: ["cluster-autoscaler"],
  fixedUsdPerHour: 0,
  queueTimeoutSeconds: 60,
  seed: 1,
};

/** Days that rise from a tenth of the peak to the peak and fall again, in steps of an hour. */
export const diurnal = (days: number, peakPerSecond: number): RateTrace => ({
  kind: "rates",
  windowSeconds: 3600,
  requestsPerSecond: Float64Array.from(
    { length: 24 * days },
    (_, hour) => peakPerSecond * (0.1 + 0.9 * (1 - Math.abs((hour % 24) - 12) / 12)),
  ),
  inputTokens: { mean: 500, cv: 0.5 },
  outputTokens: { mean: 100, cv: 0.5 },
});
