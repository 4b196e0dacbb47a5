import fc from "fast-check";
import "./fixed-seed.js";
import type { Forecast, RateTrace, Scenario } from "@roadstead/cost/forecast";
import { clusterAutoscalerDefaults, forecastWindows, hpaDefaults } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { rateTraces, replica, scenarios } from "./arbitrary-scenario.js";

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0);

describe("a windowed forecast of any traffic and scenario", () => {
  it("serves, drops or keeps every request", () => {
    fc.assert(
      fc.property(rateTraces, scenarios, (trace, scenario) => {
        const { requests, slo, series } = forecastWindows(trace, scenario);
        const { arrived, served, dropped, unfinished } = requests;
        expect(served + dropped + unfinished).toBeCloseTo(arrived, 6);
        for (const count of Object.values(requests)) expect(count).toBeGreaterThanOrEqual(-1e-6);
        expect(slo.attainment).toBeGreaterThanOrEqual(0);
        expect(slo.attainment).toBeLessThanOrEqual(1);
        expect(sumOf(series.requestsPerSecond) * trace.windowSeconds).toBeCloseTo(arrived, 3);
        // Told one by one, a window may have one more or less than its rate says; nothing is lost of the whole.
        expect(Math.abs(arrived - sumOf(trace.requestsPerSecond) * trace.windowSeconds)).toBeLessThan(1);
      }),
    );
  });

  it("bills what its pools cost, no less than the work, in parts that add up", () => {
    fc.assert(
      fc.property(rateTraces, scenarios, (trace, scenario) => {
        const { cost, gpuHours, pools, series, durationSeconds, nodes } = forecastWindows(trace, scenario);
        const { total, ...parts } = cost;
        const hours = durationSeconds / 3600;
        expect(sumOf(Object.values(parts))).toBeCloseTo(total, 6);
        expect(sumOf(pools.map(({ usd }) => usd)) + scenario.fixedUsdPerHour * hours).toBeCloseTo(total, 6);
        expect((sumOf(series.usdPerHour) * trace.windowSeconds) / 3600).toBeCloseTo(total, 6);
        for (const part of Object.values(parts)) expect(part).toBeGreaterThanOrEqual(-1e-6);
        expect(gpuHours.billed).toBeGreaterThanOrEqual(gpuHours.busy - 1e-9);
        pools.forEach((pool, i) => {
          expect(pool.peakNodes).toBeLessThanOrEqual(scenario.pools[i]!.size.max);
          expect(pool.usd).toBeCloseTo(pool.nodeHours * scenario.pools[i]!.usdPerHour, 9);
        });
        expect(nodes.starts).toBe(sumOf(pools.map(({ nodeStarts }) => nodeStarts)));
      }),
    );
  });

  it("ends with next to no traffic that waits in vain", () => {
    const requestsPerSecond = Float64Array.of(0, 8e-323, 1e-300, 1e-9, 0);
    const sizes = { inputTokens: { mean: 1000, cv: 0 }, outputTokens: { mean: 200, cv: 0 } };
    const trace: RateTrace = {
      kind: "rates",
      windowSeconds: 600,
      requestsPerSecond,
      interarrivalCv: new Float64Array(5),
      ...sizes,
    };
    const { requests } = forecastWindows(trace, { ...scaled({ replicas: 0 }), queueTimeoutSeconds: 1 });
    expect(requests.dropped + requests.unfinished).toBeCloseTo(requests.arrived, 12);
  });

  it("is the same to the byte when made again", () => {
    fc.assert(
      fc.property(rateTraces, scenarios, (trace, scenario) => {
        expect(bytesOf(forecastWindows(trace, scenario))).toBe(bytesOf(forecastWindows(trace, scenario)));
      }),
      { numRuns: 20 },
    );
  });
});

/** Arrays of numbers by each of their digits. */
const bytesOf = (forecast: Forecast): string =>
  JSON.stringify(forecast, (_key, value: unknown) => (value instanceof Float64Array ? [...value] : value));

/** A pool that follows its traffic, with one thing other than usual. */
const scaled = (change: {
  min?: number;
  bootSeconds?: number;
  unneededSeconds?: number;
  replicas?: number;
}): Scenario => {
  const { min = 1, bootSeconds = 300, unneededSeconds = 600, replicas } = change;
  return {
    replica,
    pools: [
      {
        name: "gpu",
        usdPerHour: 2,
        gpusPerNode: 1,
        replicasPerNode: 1,
        size: { min, max: 40 },
        billing: "per-second",
        start: { nodeSeconds: bootSeconds, pullSeconds: 0, loadSeconds: 0 },
      },
    ],
    podScaling:
      replicas === undefined
        ? {
            kind: "hpa",
            ...hpaDefaults,
            target: { metric: "requests-per-second", perReplica: 6 },
            size: { min, max: 40 },
          }
        : { kind: "static", replicas },
    nodeScaling: { ...clusterAutoscalerDefaults, scaleDownUnneededSeconds: unneededSeconds },
    slo: { firstTokenSeconds: 2, secondsPerToken: 0.05, attainment: 0.99 },
    fixedUsdPerHour: 0,
    queueTimeoutSeconds: 600,
    seed: 1,
  };
};

const walks: fc.Arbitrary<RateTrace> = fc
  .array(fc.double({ min: -12, max: 12, noNaN: true }), { minLength: 6, maxLength: 30 })
  .map((steps) => {
    let rate = 10;
    const requestsPerSecond = Float64Array.from(steps, (step) => (rate = Math.min(80, Math.max(1, rate + step))));
    const outputTokens = { mean: 200, cv: 0.8 };
    return { kind: "rates", windowSeconds: 600, requestsPerSecond, inputTokens: { mean: 1000, cv: 0.8 }, outputTokens };
  });

describe("a windowed forecast", () => {
  it("is never cheaper with a higher minimum", () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: 1, max: 8 }), (trace, min) => {
        const lower = forecastWindows(trace, scaled({ min }));
        const higher = forecastWindows(trace, scaled({ min: min + 1 }));
        expect(higher.cost.total).toBeGreaterThanOrEqual(lower.cost.total - 1e-9);
      }),
    );
  });

  it("never has less node hours with a longer delay of scaling down", () => {
    fc.assert(
      fc.property(walks, fc.constantFrom(0, 60, 600, 1800), (trace, unneededSeconds) => {
        const sooner = forecastWindows(trace, scaled({ unneededSeconds }));
        const later = forecastWindows(trace, scaled({ unneededSeconds: unneededSeconds + 600 }));
        expect(later.pools[0]!.nodeHours).toBeGreaterThanOrEqual(sooner.pools[0]!.nodeHours - 1e-9);
      }),
    );
  });

  // Decisions by arrivals alone are the same whatever becomes of them. A fluid goes in steps, which differ a little.
  it("never has more late requests with a faster boot", () => {
    fc.assert(
      fc.property(walks, fc.constantFrom(30, 90, 300, 900), (trace, bootSeconds) => {
        const faster = forecastWindows(trace, scaled({ bootSeconds }));
        const slower = forecastWindows(trace, scaled({ bootSeconds: bootSeconds + 120 }));
        expect(faster.slo.attainment).toBeGreaterThanOrEqual(slower.slo.attainment - 0.002);
      }),
    );
  });
});
