import fc from "fast-check";
import "./fixed-seed.js";
import { describe, expect, it } from "vitest";
import type { RateTrace, RequestTrace } from "@roadstead/cost/forecast";
import { arrivalsOf, ratesOf, readTrace, sliceTraffic } from "@roadstead/cost/forecast";
import { traceOf } from "../unit/forecast/traffic/trace-of.js";

const rateTraces: fc.Arbitrary<RateTrace> = fc
  .record({
    windowSeconds: fc.constantFrom(1, 60, 600),
    requestsPerSecond: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3, noNaN: true })), {
      minLength: 1,
      maxLength: 30,
    }),
    cv: fc.constantFrom(0, 0.4, 1, 3, 13),
    inputMean: fc.constantFrom(0, 1, 300),
  })
  .map(({ windowSeconds, requestsPerSecond, cv, inputMean }) => ({
    kind: "rates",
    windowSeconds,
    requestsPerSecond: Float64Array.from(requestsPerSecond),
    interarrivalCv: new Float64Array(requestsPerSecond.length).fill(cv),
    inputTokens: { mean: inputMean, cv: 2 },
    outputTokens: { mean: 20, cv: 0.5 },
  }));

const options = fc.record({
  law: fc.constantFrom("gamma" as const, "weibull" as const),
  interpolation: fc.constantFrom("linear" as const, "steps" as const),
});

const seeds = fc.integer({ min: 0, max: 2 ** 40 });

describe("requests of rates", () => {
  it("are as many in each window as its rate says, but for parts of one, and in order", () => {
    fc.assert(
      fc.property(rateTraces, seeds, options, (trace, seed, laws) => {
        const requests = traceOf(arrivalsOf(trace, seed, laws));
        const counted = ratesOf(requests, trace.windowSeconds);
        const wanted = trace.requestsPerSecond.reduce((sum, rate) => sum + rate * trace.windowSeconds, 0);
        expect(Math.abs(requests.count - wanted)).toBeLessThanOrEqual(1 + 1e-6);
        expect(counted.requestsPerSecond).toHaveLength(trace.requestsPerSecond.length);
        counted.requestsPerSecond.forEach((rate, i) => {
          expect(Math.abs(rate - trace.requestsPerSecond[i]!) * trace.windowSeconds).toBeLessThanOrEqual(1 + 1e-6);
        });
        expect(requests.arrivalMicros.every((at, i, all) => Number.isSafeInteger(at) && at >= (all[i - 1] ?? 0))).toBe(
          true,
        );
        expect(
          requests.inputTokens.every((tokens) => (trace.inputTokens.mean === 0 ? tokens === 0 : tokens >= 1)),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("are the same for the same seed and others for another", () => {
    fc.assert(
      fc.property(rateTraces, seeds, (trace, seed) => {
        const once = traceOf(arrivalsOf(trace, seed));
        expect(traceOf(arrivalsOf(trace, seed))).toEqual(once);
        const other = traceOf(arrivalsOf(trace, seed + 1));
        if (once.count > 5) expect(other.outputTokens).not.toEqual(once.outputTokens);
      }),
      { numRuns: 20 },
    );
  });
});

describe("slices of traffic", () => {
  const cuts = fc.array(fc.double({ min: 0, max: 20_000, noNaN: true }), { maxLength: 5 });

  it("that follow each other have every window and every request once", () => {
    fc.assert(
      fc.property(rateTraces, seeds, cuts, (trace, seed, moments) => {
        const requests = traceOf(arrivalsOf(trace, seed));
        const edges = [0, ...moments.sort((a, b) => a - b), 1e9];
        const slices = <T extends RateTrace | RequestTrace>(whole: T): T[] =>
          edges.slice(1).map((to, i) => sliceTraffic(whole, edges[i]!, to));
        expect(slices(trace).flatMap((slice) => [...slice.requestsPerSecond])).toEqual([...trace.requestsPerSecond]);
        expect(slices(requests).flatMap((slice) => [...slice.outputTokens])).toEqual([...requests.outputTokens]);
        const durations = slices(requests).reduce((sum, slice) => sum + slice.durationMicros, 0);
        expect(durations).toBe(requests.durationMicros);
      }),
      { numRuns: 40 },
    );
  });
});

describe("reading", () => {
  it("gives what was written, in whatever pieces it comes", () => {
    const rows = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 5e9 }), input: fc.nat(5000), output: fc.nat(900) }),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 50 }), fc.boolean(), (requests, size, crlf) => {
        fc.pre(requests.some((it, i) => i > 0 && it.gap > 0));
        let at = 1_700_000_000_000_000;
        const times = requests.map(({ gap }, i) => (at += i === 0 ? 0 : gap));
        const lines = requests.map(({ input, output }, i) => `${(times[i]! / 1e6).toFixed(6)},${input},${output}`);
        const file = Buffer.from(["arrival_time,input_tokens,output_tokens", ...lines].join(crlf ? "\r\n" : "\n"));
        const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, i) =>
          file.subarray(i * size, (i + 1) * size),
        );
        const { trace } = readTrace(pieces);
        expect(trace).toMatchObject({ kind: "requests", count: requests.length });
        if (trace?.kind !== "requests") return;
        expect([...trace.arrivalMicros]).toEqual(times.map((time) => time - times[0]!));
        expect([...trace.inputTokens]).toEqual(requests.map(({ input }) => input));
      }),
      { numRuns: 60 },
    );
  });

  it("never throws, whatever the bytes", () => {
    const soup = fc.array(
      fc.constantFrom(
        "t_s",
        "rate",
        ",",
        ";",
        "\n",
        "\r\n",
        '"',
        "0",
        "600",
        "1e9",
        "-",
        "nan",
        "{",
        "}",
        "[",
        ":",
        '"time"',
        "\0",
        "é",
        " ",
        "2026-11-24",
        "T08:00",
      ),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map((parts) => Buffer.from(parts.join(""))),
          fc.uint8Array({ maxLength: 300 }),
        ),
        (file) => {
          const reading = readTrace([file], { fillGaps: "zero", sort: true });
          expect(reading.trace === undefined).toBe(reading.problemCount > 0);
          expect(reading.problems.length).toBeLessThanOrEqual(20);
        },
      ),
      { numRuns: 400 },
    );
  });
});
