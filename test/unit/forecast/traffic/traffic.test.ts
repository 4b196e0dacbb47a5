import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ArrivalOptions, PatternName, RateTrace, RequestTrace } from "@roadstead/cost/forecast";
import {
  arrivalsOf,
  describeTraffic,
  generateTraffic,
  ratesOf,
  sliceTraffic,
  sourceOf,
} from "@roadstead/cost/forecast";
import { traceOf } from "./trace-of.js";

const constant = (rate: number, windows: number, cv?: number): RateTrace => ({
  kind: "rates",
  windowSeconds: 600,
  requestsPerSecond: new Float64Array(windows).fill(rate),
  ...(cv !== undefined && { interarrivalCv: new Float64Array(windows).fill(cv) }),
  inputTokens: { mean: 1000, cv: 0.8 },
  outputTokens: { mean: 200, cv: 0 },
});

const hashOf = (...arrays: (Float64Array | Int32Array)[]): string => {
  const hash = createHash("sha256");
  for (const array of arrays) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest("hex").slice(0, 32);
};

describe("requests of a trace of rates", () => {
  it.each<[string, number, ArrivalOptions]>([
    ["Poisson", 1, {}],
    ["bursty, by Gamma", 5, { law: "gamma" }],
    ["bursty, by Weibull", 5, { law: "weibull" }],
    ["even", 0.3, { law: "gamma" }],
    ["even, by Weibull", 0.3, { law: "weibull" }],
  ])("arrive with the variation that windows have: %s", (_, cv, options) => {
    const figures = describeTraffic(traceOf(arrivalsOf(constant(40, 6, cv), 11, options)));
    expect(Math.abs(figures.interarrivalCv / cv - 1)).toBeLessThan(0.08);
    expect(figures.requests).toBe(40 * 3600);
    expect(Math.abs(figures.meanInputTokens / 1000 - 1)).toBeLessThan(0.02);
    expect(figures.meanOutputTokens).toBe(200);
  });

  it("come at even intervals where nothing varies", () => {
    const { arrivalMicros } = traceOf(arrivalsOf(constant(0.01, 2, 0), 1));
    const gaps = [...arrivalMicros].slice(1, 6).map((at, i) => Math.round((at - arrivalMicros[i]!) / 1e5));
    expect(new Set(gaps).size).toBe(1);
  });

  it("of less than one a window come in as many windows as the rate says", () => {
    const trace = traceOf(arrivalsOf(constant(0.0005, 1000), 5));
    expect(trace.count).toBe(300);
  });

  it("follow straight lines between windows, or steps on request", () => {
    const ramp = { ...constant(0, 2, 0), requestsPerSecond: Float64Array.of(10, 30) };
    const halves = (options: ArrivalOptions): number[] => [
      ...ratesOf(arrivalsOf(ramp, 1, options), 300).requestsPerSecond,
    ];
    // Edges at 10, 20 and 30, middles at 5 and 35: means of 7.5 and 12.5, 27.5 and 32.5.
    expect(halves({}).map((rate) => Math.round(rate * 10) / 10)).toEqual([7.5, 12.5, 27.5, 32.5]);
    expect(halves({ interpolation: "steps" }).map(Math.round)).toEqual([10, 10, 30, 30]);
  });

  it("none at all come of nothing", () => {
    expect(arrivalsOf(constant(0, 3), 1).next()).toBeUndefined();
    expect(describeTraffic(constant(0, 3))).toMatchObject({ meanOverPeak: 0, requests: 0, emptyWindows: 3 });
  });
});

describe("rates of requests", () => {
  const requests = (seconds: readonly number[], durationSeconds: number): RequestTrace => ({
    kind: "requests",
    count: seconds.length,
    durationMicros: durationSeconds * 1e6,
    arrivalMicros: Float64Array.from(seconds, (at) => at * 1e6),
    inputTokens: Int32Array.from(seconds, (_, i) => 10 * (i + 1)),
    outputTokens: new Int32Array(seconds.length).fill(7),
  });

  it("are counts by windows, the last of them by the part that the trace covers", () => {
    const rates = ratesOf(requests([0, 1, 2, 10, 19.9, 20, 24], 25), 10);
    expect([...rates.requestsPerSecond]).toEqual([0.3, 0.2, 0.4]);
    expect(rates.inputTokens.mean).toEqual(Float64Array.of(20, 45, 65));
    expect(rates.outputTokens).toEqual({ mean: Float64Array.of(7, 7, 7), cv: 0 });
  });

  it("leave out the rest of a trace that is less than half a window", () => {
    const rates = ratesOf(requests([0, 1, 12, 20.5, 20.6], 21), 10);
    expect([...rates.requestsPerSecond]).toEqual([0.2, 0.1]);
    expect(rates.inputTokens.mean).toEqual(Float64Array.of(15, 30));
  });

  it("of a trace shorter than a window are those of what there is", () => {
    expect([...ratesOf(requests([0, 1, 2], 3), 10).requestsPerSecond]).toEqual([1]);
  });

  it("keep sizes over windows without requests", () => {
    const rates = ratesOf(requests([10, 30], 40), 10);
    expect(rates.inputTokens.mean).toEqual(Float64Array.of(10, 10, 10, 20));
  });

  it("have the request of the very last moment", () => {
    expect([...ratesOf(requests([0, 20], 20), 10).requestsPerSecond]).toEqual([0.1, 0.1]);
  });
});

describe("slices", () => {
  it("of rates are whole windows, with all that belongs to them", () => {
    const trace = generateTraffic({ pattern: "campus", days: 1, size: { meanPerSecond: 3 } }, 4);
    const slice = sliceTraffic({ ...trace, inputTokens: { mean: trace.requestsPerSecond, cv: 1 } }, 1200, 3000);
    expect([...slice.requestsPerSecond]).toEqual([...trace.requestsPerSecond.slice(2, 5)]);
    expect(slice.inputTokens.mean).toEqual(trace.requestsPerSecond.slice(2, 5));
    expect(slice.interarrivalCv).toHaveLength(3);
  });

  it("of requests begin a clock of their own", () => {
    const trace = traceOf(arrivalsOf(constant(1, 2), 3));
    const slice = sliceTraffic(trace, 300, 900);
    expect(slice.durationMicros).toBe(600e6);
    expect(slice.arrivalMicros[0]).toBe(trace.arrivalMicros.find((at) => at >= 300e6)! - 300e6);
    expect(traceOf(sourceOf(slice))).toEqual(slice);
  });

  it("beyond a trace are what there is of it", () => {
    expect(sliceTraffic(constant(1, 3), -5, 1e9).requestsPerSecond).toHaveLength(3);
    expect(sliceTraffic(constant(1, 3), 5000, 100).requestsPerSecond).toHaveLength(0);
    expect(sliceTraffic(traceOf(arrivalsOf(constant(1, 1), 3)), -5, 1e9).count).toBe(600);
  });
});

describe("generated traffic", () => {
  const figures = (pattern: PatternName) =>
    describeTraffic(generateTraffic({ pattern, days: 14, size: { peakPerSecond: 100 } }, 7));

  it.each<[PatternName, number, number]>([
    ["office", 0.28, 0.42],
    ["chat", 0.5, 0.68],
    ["campus", 0.02, 0.15],
    ["flat", 1, 1],
  ])("of the kind %s has a mean of %d to %d of its peak", (pattern, least, most) => {
    expect(figures(pattern).meanOverPeak).toBeGreaterThanOrEqual(least);
    expect(figures(pattern).meanOverPeak).toBeLessThanOrEqual(most);
    expect(figures(pattern)).toMatchObject({ peakPerSecond: 100, windows: 2016, durationSeconds: 14 * 86_400 });
  });

  it("has the mean that was asked for", () => {
    const trace = generateTraffic({ pattern: "office", days: 7, size: { meanPerSecond: 20 }, windowSeconds: 60 }, 1);
    expect(describeTraffic(trace).meanPerSecond).toBeCloseTo(20, 9);
    expect(trace.requestsPerSecond).toHaveLength(10_080);
  });

  it("of an office is quiet at night and at weekends", () => {
    const hours = generateTraffic({ pattern: "office", days: 7, size: { peakPerSecond: 1 }, windowSeconds: 3600 }, 1);
    const at = (day: number, hour: number): number => hours.requestsPerSecond[day * 24 + hour]!;
    expect(at(1, 15)).toBeGreaterThan(6 * at(1, 3));
    expect(at(1, 15)).toBeGreaterThan(3 * at(6, 15));
  });

  it("is the same to the byte for a seed, and other for another one", () => {
    const bytes = (seed: number): string => {
      const trace = generateTraffic({ pattern: "campus", days: 2, size: { meanPerSecond: 0.5 } }, seed);
      const requests = traceOf(arrivalsOf(trace, seed, { law: seed % 2 === 0 ? "gamma" : "weibull" }));
      return hashOf(trace.requestsPerSecond, requests.arrivalMicros, requests.inputTokens, requests.outputTokens);
    };
    expect(bytes(1)).toBe(bytes(1));
    // Pinned: of every release of Node.
    expect([bytes(1), bytes(2)]).toEqual(["76910177fb5648b6a6b5eeccf4d288d9", "3a181155e2f4a452ff2dfe416e78d683"]);
  });
});
