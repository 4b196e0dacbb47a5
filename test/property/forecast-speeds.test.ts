import fc from "fast-check";
import "./fixed-seed.js";
import type { Forecast, PodScaling, RateTrace, Scenario } from "@roadstead/cost/forecast";
import {
  arrivalsOf,
  clusterAutoscalerDefaults,
  forecastRequests,
  forecastWindows,
  hpaDefaults,
  karpenterDefaults,
  kedaDefaults,
  knativeDefaults,
  safeRate,
  trafficTokensOf,
} from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { replica } from "./arbitrary-scenario.js";

/** Hours of Poisson arrivals whose rate comes and goes. Single requests cost time: few hours, and few runs. */
const trace = (rates: readonly number[]): RateTrace => ({
  kind: "rates",
  windowSeconds: 600,
  requestsPerSecond: Float64Array.from(rates),
  interarrivalCv: new Float64Array(rates.length).fill(1),
  inputTokens: { mean: 1000, cv: 0.8 },
  outputTokens: { mean: 200, cv: 0.8 },
});

const slo = { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 };
const safe = safeRate(replica, trafficTokensOf(trace([1])), slo);
const rate = { metric: "requests-per-second", perReplica: 0.7 * safe.requestsPerSecond } as const;
const concurrency = { metric: "concurrency", perReplica: 0.7 * safe.concurrency } as const;

const scenario = (podScaling: PodScaling, overrides: Partial<Scenario> = {}): Scenario => ({
  replica,
  pools: [
    {
      name: "gpu",
      usdPerHour: 2,
      gpusPerNode: 1,
      replicasPerNode: 1,
      size: podScaling.kind === "static" ? { min: podScaling.replicas, max: podScaling.replicas } : { min: 0, max: 40 },
      billing: "per-second",
      start: { nodeSeconds: 120, pullSeconds: 60, loadSeconds: 30 },
    },
  ],
  podScaling,
  nodeScaling: clusterAutoscalerDefaults,
  slo,
  fixedUsdPerHour: 0,
  queueTimeoutSeconds: 600,
  seed: 1,
  ...overrides,
});

const bothOf = (rates: RateTrace, of: Scenario, seed: number): { windows: Forecast; requests: Forecast } => ({
  windows: forecastWindows(rates, of),
  requests: forecastRequests(arrivalsOf(rates, seed), of, { rates }),
});

/** How far the first is off, as a share of the second. */
const off = (windows: number, requests: number): number => Math.abs(windows / requests - 1);

const runs = { numRuns: 6 };

describe("both speeds of a forecast, of Poisson arrivals", () => {
  it("agree on servers that are always there: cost, work within 2 percent, mean latency within 3 and of first tokens 10", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0.3, max: 0.9, noNaN: true }),
        fc.nat(),
        (replicas, load, seed) => {
          const rates = trace(new Array<number>(12).fill(replicas * load * safe.requestsPerSecond));
          const { windows, requests } = bothOf(rates, scenario({ kind: "static", replicas }), seed);
          expect(windows.cost.total).toBe(requests.cost.total);
          expect(off(windows.gpuHours.busy, requests.gpuHours.busy)).toBeLessThan(0.02);
          expect(Math.abs(windows.slo.attainment - requests.slo.attainment)).toBeLessThan(0.005);
          expect(off(windows.endToEndSeconds.mean, requests.endToEndSeconds.mean)).toBeLessThan(0.03);
          expect(off(windows.secondsPerToken.mean, requests.secondsPerToken.mean)).toBeLessThan(0.02);
          expect(off(windows.firstTokenSeconds.mean, requests.firstTokenSeconds.mean)).toBeLessThan(0.1);
          expect(off(windows.firstTokenSeconds.p99, requests.firstTokenSeconds.p99)).toBeLessThan(0.3);
        },
      ),
      runs,
    );
  });

  const hours = fc
    .record({ low: fc.double({ min: 2, max: 8, noNaN: true }), high: fc.double({ min: 15, max: 40, noNaN: true }) })
    .map(({ low, high }) =>
      trace(Array.from({ length: 36 }, (_, i) => low + (high - low) * (1 - Math.abs(i - 18) / 18))),
    );

  it.each<[name: string, Scenario, costWithin: number]>([
    ["HPA by rate", scenario({ kind: "hpa", ...hpaDefaults, target: rate, size: { min: 1, max: 40 } }), 0.04],
    [
      "HPA by concurrency",
      scenario({ kind: "hpa", ...hpaDefaults, target: concurrency, size: { min: 1, max: 40 } }),
      0.06,
    ],
    [
      "HPA and Karpenter",
      scenario(
        { kind: "hpa", ...hpaDefaults, target: rate, size: { min: 1, max: 40 } },
        { nodeScaling: karpenterDefaults },
      ),
      0.04,
    ],
    [
      "KEDA",
      scenario({ kind: "keda", ...hpaDefaults, ...kedaDefaults, target: concurrency, size: { min: 0, max: 40 } }),
      0.06,
    ],
    [
      "Knative",
      scenario({ kind: "knative", ...knativeDefaults, target: concurrency, size: { min: 0, max: 40 } }),
      0.15,
    ],
    ["foresight", scenario({ kind: "clairvoyant", target: rate, size: { min: 1, max: 40 } }), 0.01],
  ])("agree on %s: cost, attainment and mean latency", (_name, of, costWithin) => {
    fc.assert(
      fc.property(hours, fc.nat(), (rates, seed) => {
        const { windows, requests } = bothOf(rates, { ...of, seed }, seed);
        expect(off(windows.cost.total, requests.cost.total)).toBeLessThan(costWithin);
        expect(off(windows.gpuHours.billed, requests.gpuHours.billed)).toBeLessThan(costWithin);
        expect(off(windows.gpuHours.busy, requests.gpuHours.busy)).toBeLessThan(0.01);
        expect(Math.abs(windows.slo.attainment - requests.slo.attainment)).toBeLessThan(0.01);
        expect(off(windows.endToEndSeconds.mean, requests.endToEndSeconds.mean)).toBeLessThan(0.06);
      }),
      { numRuns: 2 },
    );
  });

  it("agree on few requests that wake what scaled to 0: how many waited, and the cost", () => {
    const rates = trace(new Array<number>(4 * 144).fill(0.004));
    const toZero = { ...hpaDefaults, ...kedaDefaults, target: concurrency, size: { min: 0, max: 4 } } as const;
    const { windows, requests } = bothOf(rates, scenario({ kind: "keda", ...toZero }), 3);
    // A gap of more than 300 to 330 s has a start after it: e^(-0.004 * 315) = 0.28 of some 1,380; and who comes in the 60
    // to 210 s of that start waits as well.
    expect(requests.requests.metColdStart).toBeGreaterThan(250);
    expect(off(windows.requests.metColdStart, requests.requests.metColdStart)).toBeLessThan(0.2);
    expect(off(windows.cost.total, requests.cost.total)).toBeLessThan(0.04);
    expect(Math.abs(windows.slo.attainment - requests.slo.attainment)).toBeLessThan(0.05);
  });
});
