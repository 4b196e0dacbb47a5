import type { Forecast, NodeScaling, PodScaling, RequestTrace, Scenario, ServingPool } from "@roadstead/cost/forecast";
import { forecastRequests, sourceOf } from "@roadstead/cost/forecast";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleExponential } from "../../packages/cost/src/forecast/random/ziggurat.js";
import { serveNaively } from "../unit/forecast/requests/naive-servers.js";
import { profile, requestsOf, serve, staticServers } from "../unit/forecast/requests/static-servers.js";
import { fewRuns } from "./fixed-seed.js";

const replicas = fc.record({
  firstTokenMs: fc.integer({ min: 0, max: 200 }),
  firstTokenMsPerInputToken: fc.constantFrom(0, 0.004),
  prefillTokensPerSecond: fc.constantFrom(2000, 20_000, 1e6),
  decodeMs: fc.constantFrom(0, 5, 40),
  decodeMsPerRequest: fc.constantFrom(0, 0.1, 2),
  maxBatch: fc.integer({ min: 1, max: 40 }),
});

const traffic = fc.record({
  count: fc.integer({ min: 1, max: 300 }),
  perSecond: fc.constantFrom(0.3, 3, 30),
  input: fc.constantFrom(0, 10, 3000),
  output: fc.constantFrom(0, 5, 300),
  seed: fc.nat(),
});

type Traffic = typeof traffic extends fc.Arbitrary<infer T> ? T : never;

const traceOf = ({ count, perSecond, input, output, seed }: Traffic) =>
  requestsOf(
    count,
    (random) => sampleExponential(random) / perSecond,
    (random) => input * sampleExponential(random),
    (random) => output * sampleExponential(random),
    seed,
  );

describe("requests one by one", () => {
  it("leave when a simulation says that follows every one of them from event to event", () => {
    fc.assert(
      fc.property(replicas, traffic, fc.integer({ min: 1, max: 4 }), (figures, shape, servers) => {
        const trace = traceOf(shape);
        const replica = profile(figures);
        const { requests, firstTokenSeconds, endToEndSeconds } = serve(trace, replica, servers);
        const naive = serveNaively(trace, replica, servers);
        expect(requests.served).toBe(naive.served);
        // Whole microseconds here, fractions there; which can change who goes where, seldom and by little.
        expect(Math.abs(firstTokenSeconds.mean - naive.firstTokenSeconds)).toBeLessThan(
          2e-6 + 0.002 * naive.firstTokenSeconds,
        );
        expect(Math.abs(endToEndSeconds.mean - naive.endToEndSeconds)).toBeLessThan(
          1e-5 + 0.002 * naive.endToEndSeconds,
        );
      }),
      fewRuns,
    );
  });

  it("come sooner from one more replica, which costs more", () => {
    fc.assert(
      fc.property(replicas, traffic, fc.integer({ min: 1, max: 4 }), (figures, shape, servers) => {
        const trace = traceOf(shape);
        const [fewer, more] = [servers, servers + 1].map((count) => serve(trace, profile(figures), count));
        expect(more!.cost.total).toBeGreaterThan(fewer!.cost.total);
        // Places move with who comes: a mean of all may be a trace longer.
        expect(more!.endToEndSeconds.mean).toBeLessThan(fewer!.endToEndSeconds.mean * 1.05 + 1e-3);
      }),
      fewRuns,
    );
  });
});

const pools = fc
  .record({
    owned: fc.integer({ min: 0, max: 2 }),
    replicasPerNode: fc.integer({ min: 1, max: 3 }),
    nodeSeconds: fc.integer({ min: 0, max: 300 }),
    loadSeconds: fc.integer({ min: 0, max: 120 }),
    min: fc.integer({ min: 0, max: 2 }),
    max: fc.integer({ min: 2, max: 12 }),
    spot: fc.boolean(),
  })
  .map(({ owned, replicasPerNode, nodeSeconds, loadSeconds, min, max, spot }): ServingPool[] => {
    const start = { nodeSeconds, pullSeconds: 30, loadSeconds };
    const cloud = { gpusPerNode: replicasPerNode, replicasPerNode, billing: "per-second" as const, start };
    const interruptions = {
      kind: "renewal" as const,
      zones: 2,
      zoneUpHours: 0.3,
      zoneDownHours: 0.1,
      lossesPerNodeHour: 2,
      shape: 0.8,
      noticeSeconds: 30,
    };
    return [
      ...(owned > 0
        ? [{ ...cloud, name: "owned", usdPerHour: 1, size: { min: owned, max: owned }, billing: "always" as const }]
        : []),
      ...(spot ? [{ ...cloud, name: "spot", usdPerHour: 1, size: { min: 0, max: 3 }, interruptions }] : []),
      { ...cloud, name: "cloud", usdPerHour: 3, size: { min, max } },
    ];
  });

const size = fc.record({ min: fc.integer({ min: 0, max: 2 }), max: fc.integer({ min: 3, max: 20 }) });
const podScaling = fc
  .tuple(size, fc.constantFrom("concurrency" as const, "requests-per-second" as const))
  .chain(([limits, metric]): fc.Arbitrary<PodScaling> => {
    const target = { metric, perReplica: metric === "concurrency" ? 6 : 2 };
    const hpa = { target, size: limits, syncSeconds: 15, tolerance: 0.1, scaleDownStabilizationSeconds: 120 };
    return fc.constantFrom<PodScaling>(
      { kind: "static", replicas: limits.max },
      { kind: "hpa", ...hpa },
      { kind: "keda", pollingSeconds: 30, cooldownSeconds: 120, ...hpa },
      {
        kind: "knative",
        target,
        size: limits,
        stableWindowSeconds: 60,
        panicWindowShare: 0.1,
        panicThreshold: 2,
        maxScaleUpRate: 1000,
        maxScaleDownRate: 2,
        scaleDownDelaySeconds: 0,
        scaleToZeroGraceSeconds: 30,
      },
    );
  });

const nodeScaling = fc.constantFrom<NodeScaling>(
  { kind: "none" },
  {
    kind: "cluster-autoscaler",
    scanSeconds: 10,
    scaleDownUnneededSeconds: 120,
    scaleDownDelayAfterAddSeconds: 120,
    scaleDownUtilizationThreshold: 0.5,
  },
  {
    kind: "karpenter",
    batchIdleSeconds: 1,
    batchMaxSeconds: 10,
    disruptionPollSeconds: 10,
    consolidateAfterSeconds: 60,
  },
);

const scenarios = fc
  .record({
    pools,
    podScaling,
    nodeScaling,
    queueTimeoutSeconds: fc.constantFrom(2, 60, 1e6),
    seed: fc.nat(),
  })
  .map((parts): Scenario => {
    const replica = profile({ decodeMs: 20, decodeMsPerRequest: 1, prefillTokensPerSecond: 9000, maxBatch: 12 });
    return { ...staticServers(replica, 1), fixedUsdPerHour: 0.2, ...parts };
  });

/** An hour of requests that come in two bursts. */
const burstyTrace = (seed: number): RequestTrace => ({
  ...requestsOf(
    1500,
    (random) => (random.uniform() < 0.01 ? 100 : 0.8) * sampleExponential(random),
    (random) => 800 * sampleExponential(random),
    (random) => 60 * sampleExponential(random),
    seed,
  ),
  durationMicros: 3600e6,
});

const forecastOf = (scenario: Scenario, seed: number): Forecast =>
  forecastRequests(sourceOf(within(burstyTrace(seed))), scenario);

const within = (trace: RequestTrace): RequestTrace => {
  const count = trace.arrivalMicros.filter((micros) => micros < trace.durationMicros).length;
  return { ...trace, count };
};

describe("any platform under bursts", () => {
  it("serves, drops or keeps every request, and bills no less than its work", () => {
    fc.assert(
      fc.property(scenarios, fc.nat(), (scenario, seed) => {
        const forecast = forecastOf(scenario, seed);
        const { requests, cost, gpuHours, slo, series } = forecast;
        expect(requests.arrived).toBe(within(burstyTrace(seed)).count);
        expect(requests.arrived).toBe(requests.served + requests.dropped + requests.unfinished);
        expect(requests.metColdStart).toBeLessThanOrEqual(requests.arrived);
        const { total, ...parts } = cost;
        expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 6);
        for (const part of Object.values(parts)) expect(part).toBeGreaterThanOrEqual(-1e-9);
        expect(gpuHours.billed).toBeGreaterThanOrEqual(gpuHours.busy - 1e-9);
        expect(slo.attainment).toBeGreaterThanOrEqual(0);
        expect(slo.attainment).toBeLessThanOrEqual(1);
        expect(series.requestsPerSecond.reduce((sum, rate) => sum + rate * series.windowSeconds, 0)).toBeCloseTo(
          requests.arrived,
          3,
        );
        expect(JSON.stringify(forecast)).not.toMatch(/null|NaN/);
        expect(JSON.stringify(forecastOf(scenario, seed))).toBe(JSON.stringify(forecast));
      }),
      fewRuns,
    );
  });
});
