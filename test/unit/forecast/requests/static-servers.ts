import type { Forecast, ReplicaProfile, RequestTrace, Scenario } from "@roadstead/cost/forecast";
import { forecastRequests, sourceOf } from "@roadstead/cost/forecast";
import { RandomStream } from "../../../../packages/cost/src/forecast/random/random-stream.js";

export const profile = (overrides: Partial<ReplicaProfile> = {}): ReplicaProfile => ({
  name: "test",
  gpus: 1,
  firstTokenMs: 0,
  prefillTokensPerSecond: 1e12,
  decodeMs: 10,
  decodeMsPerRequest: 0,
  maxBatch: 1,
  provenance: { kind: "user", source: "test" },
  ...overrides,
});

/** So many replicas, owned and there from the start, and nobody who changes that. */
export const staticServers = (
  replica: ReplicaProfile,
  replicas: number,
  overrides: Partial<Scenario> = {},
): Scenario => ({
  replica,
  pools: [
    {
      name: "owned",
      usdPerHour: 1,
      gpusPerNode: replica.gpus,
      replicasPerNode: 1,
      size: { min: replicas, max: replicas },
      billing: "always",
      start: { nodeSeconds: 0, pullSeconds: 0, loadSeconds: 0 },
    },
  ],
  podScaling: { kind: "static", replicas },
  nodeScaling: { kind: "none" },
  slo: { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 },
  fixedUsdPerHour: 0,
  queueTimeoutSeconds: 1e9,
  seed: 1,
  ...overrides,
});

export const serve = (trace: RequestTrace, replica: ReplicaProfile, replicas: number): Forecast =>
  forecastRequests(sourceOf(trace), staticServers(replica, replicas));

type Draw = (random: RandomStream) => number;

/** Requests one by one, `gap` seconds apart, with so many tokens; and time for all of them to be served. */
export const requestsOf = (count: number, gap: Draw, input: Draw, output: Draw, seed = 7): RequestTrace => {
  const gaps = new RandomStream(seed, "gaps");
  const inputs = new RandomStream(seed, "inputs");
  const outputs = new RandomStream(seed, "outputs");
  const trace = {
    kind: "requests" as const,
    count,
    durationMicros: 0,
    arrivalMicros: new Float64Array(count),
    inputTokens: new Int32Array(count),
    outputTokens: new Int32Array(count),
  };
  let seconds = 0;
  for (let i = 0; i < count; i++) {
    seconds += gap(gaps);
    trace.arrivalMicros[i] = Math.round(seconds * 1e6);
    trace.inputTokens[i] = Math.round(input(inputs));
    trace.outputTokens[i] = 1 + Math.round(output(outputs));
  }
  return { ...trace, durationMicros: trace.arrivalMicros[count - 1]! + 3600e6 };
};
