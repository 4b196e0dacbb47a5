import type { NodeScaling, PodScaling, RateTrace, Scenario, ServingPool } from "@roadstead/cost/forecast";
import {
  clusterAutoscalerDefaults,
  hpaDefaults,
  karpenterDefaults,
  kedaDefaults,
  knativeDefaults,
} from "@roadstead/cost/forecast";
import fc from "fast-check";
import { scenario } from "../unit/forecast/platform/test-platform.js";

const target = fc.oneof(
  fc.record({ metric: fc.constant("requests-per-second" as const), perReplica: fc.constantFrom(0.5, 2, 6) }),
  fc.record({ metric: fc.constant("concurrency" as const), perReplica: fc.constantFrom(1, 8, 30) }),
);
const size = fc.record({ min: fc.integer({ min: 0, max: 3 }), max: fc.integer({ min: 3, max: 20 }) });

const podScaling: fc.Arbitrary<PodScaling> = fc.oneof(
  fc.record({ kind: fc.constant("static" as const), replicas: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ target, size }).map((limits) => ({ kind: "hpa" as const, ...hpaDefaults, ...limits })),
  fc.record({ target, size }).map((limits) => ({ kind: "keda" as const, ...hpaDefaults, ...kedaDefaults, ...limits })),
  fc.record({ target, size }).map((limits) => ({ kind: "knative" as const, ...knativeDefaults, ...limits })),
  fc.record({ perReplica: fc.constantFrom(0.5, 2, 6), size }).map(({ perReplica, size: limits }) => ({
    kind: "clairvoyant" as const,
    target: { metric: "requests-per-second" as const, perReplica },
    size: limits,
  })),
);

const nodeScaling: fc.Arbitrary<NodeScaling> = fc.constantFrom(
  { kind: "none" as const },
  clusterAutoscalerDefaults,
  { ...clusterAutoscalerDefaults, scaleDownUnneededSeconds: 60, scaleDownDelayAfterAddSeconds: 0 },
  karpenterDefaults,
);

const interruptions: fc.Arbitrary<ServingPool["interruptions"]> = fc.oneof(
  fc.constant(undefined),
  fc.record({
    kind: fc.constant("renewal" as const),
    zones: fc.integer({ min: 1, max: 3 }),
    zoneUpHours: fc.constantFrom(0.5, 3),
    zoneDownHours: fc.constantFrom(0, 0.2, 1),
    lossesPerNodeHour: fc.constantFrom(0, 0.5, 3),
    shape: fc.constantFrom(0.6, 1, 2),
    noticeSeconds: fc.constantFrom(0, 5, 120),
  }),
);

const serving = (name: string): fc.Arbitrary<ServingPool> =>
  fc
    .record({
      replicasPerNode: fc.constantFrom(1, 2, 8),
      min: fc.integer({ min: 0, max: 3 }),
      more: fc.integer({ min: 0, max: 6 }),
      billing: fc.constantFrom("per-second" as const, "always" as const),
      start: fc.record({
        nodeSeconds: fc.constantFrom(0, 45, 300),
        pullSeconds: fc.constantFrom(0, 60),
        loadSeconds: fc.constantFrom(0, 20, 90),
      }),
      schedule: fc.constantFrom(undefined, [{ min: 2, days: "all" as const, fromHour: 0.5, toHour: 1.5 }]),
      interruptions,
    })
    .map(({ replicasPerNode, min, more, schedule, interruptions: losses, ...rest }) => ({
      name,
      usdPerHour: 2 * replicasPerNode,
      gpusPerNode: replicasPerNode,
      replicasPerNode,
      size: { min, max: min + more },
      ...rest,
      ...(schedule !== undefined && { schedule }),
      ...(losses !== undefined && { interruptions: losses }),
    }));

export const { replica } = scenario();

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  replica: fc.constant(replica),
  pools: fc.oneof(fc.tuple(serving("first")), fc.tuple(serving("first"), serving("second"))),
  podScaling,
  nodeScaling,
  slo: fc.constant({ firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 }),
  fixedUsdPerHour: fc.constantFrom(0, 0.1),
  queueTimeoutSeconds: fc.constantFrom(1, 30, 600),
  seed: fc.integer({ min: 0, max: 1e9 }),
});

/** Some hours, from none to more than replicas can serve, with steep changes. */
export const rateTraces: fc.Arbitrary<RateTrace> = fc
  .record({
    windowSeconds: fc.constantFrom(60, 600),
    rates: fc.array(fc.oneof(fc.constant(0), fc.constantFrom(0.01, 0.1), fc.double({ min: 0, max: 40, noNaN: true })), {
      minLength: 1,
      maxLength: 18,
    }),
    interarrivalCv: fc.constantFrom(undefined, 0, 1, 3),
  })
  .map(({ windowSeconds, rates, interarrivalCv }) => ({
    kind: "rates",
    windowSeconds,
    requestsPerSecond: Float64Array.from(rates),
    ...(interarrivalCv !== undefined && { interarrivalCv: new Float64Array(rates.length).fill(interarrivalCv) }),
    inputTokens: { mean: 1000, cv: 0.8 },
    outputTokens: { mean: 200, cv: 0.8 },
  }));
