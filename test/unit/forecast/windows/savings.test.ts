import type { RateTrace, Scenario } from "@roadstead/cost/forecast";
import { describeTraffic, forecastWindows, generateTraffic } from "@roadstead/cost/forecast";
import { describe, expect, test } from "vitest";
import { hasTraces } from "../traces-folder.js";
import { realRates } from "./real-rates.js";
import { autoscaled, savings } from "./savings.js";

/** Savings by nodes at the peak, against as many of those at all times, and against what the 99th percentile needs. */
type Expected = Readonly<Record<4 | 16 | 64, readonly [ofPeak: number, ofP99: number]>>;

/** Of the traffic of public data sets, found by another simulation in steps of a minute; within 3 points. */
const real: readonly { readonly name: string; readonly rates: () => RateTrace; readonly expected: Expected }[] = [
  {
    name: "a week of code completion",
    rates: () => realRates("azure-llm-2024-digitised/azure_llm_2024_code_10min_digitised.csv", "req_per_s"),
    expected: { 4: [0.56, 0.56], 16: [0.65, 0.65], 64: [0.67, 0.65] },
  },
  {
    name: "a week of chat",
    rates: () => realRates("azure-llm-2024-digitised/azure_llm_2024_conv_10min_digitised.csv", "req_per_s"),
    expected: { 4: [0.29, 0.29], 16: [0.38, 0.38], 64: [0.4, 0.38] },
  },
  {
    name: "two weeks of a large model",
    rates: () => realRates("servegen/servegen_m-large_10min.csv", "req_per_s"),
    expected: { 4: [0.5, 0.34], 16: [0.61, 0.48], 64: [0.64, 0.48] },
  },
  {
    name: "two weeks of a small model",
    rates: () => realRates("servegen/servegen_m-small_10min.csv", "req_per_s"),
    expected: { 4: [0.55, 0.4], 16: [0.65, 0.43], 64: [0.67, 0.47] },
  },
  {
    name: "a day of a reasoning model",
    rates: () => realRates("servegen/servegen_deepseek-r1_10min.csv", "req_per_s"),
    expected: { 4: [0.47, 0.47], 16: [0.56, 0.56], 64: [0.59, 0.58] },
  },
  {
    name: "two months of a campus",
    rates: () => realRates("burstgpt-hourly/burstgpt_1_hourly.csv", "requests", 3600, 1 / 3600),
    expected: { 4: [0.74, 0.49], 16: [0.92, 0.78], 64: [0.96, 0.88] },
  },
];

describe.skipIf(!hasTraces)("of real traffic, autoscaling saves", () => {
  test.each(real)("of $name what was found elsewhere", ({ rates, expected }) => {
    const trace = rates();
    for (const nodesAtPeak of [4, 16, 64] as const) {
      const { ofPeak, ofP99 } = savings(trace, { nodesAtPeak });
      expect(Math.abs(ofPeak - expected[nodesAtPeak][0]), `${nodesAtPeak} nodes, of the peak`).toBeLessThan(0.03);
      expect(Math.abs(ofP99 - expected[nodesAtPeak][1]), `${nodesAtPeak} nodes, of p99`).toBeLessThan(0.03);
    }
  });

  // Load over the capacity that there is, of 16 nodes, by the boot time; what is late is more, as a backlog outlasts it.
  // Hourly windows are too coarse to say.
  test.each([
    ["a large model", "servegen/servegen_m-large_10min.csv", { 90: 0, 360: 0.0009, 600: 0.0032 }],
    ["a small model", "servegen/servegen_m-small_10min.csv", { 90: 0, 360: 0, 600: 0.0035 }],
    ["a reasoning model", "servegen/servegen_deepseek-r1_10min.csv", { 90: 0, 360: 0.0013, 600: 0.0184 }],
  ])("of %s at the price of late requests, more with a longer boot", (_name, file, overloads) => {
    const trace = realRates(file, "req_per_s");
    let before = 0;
    for (const [bootSeconds, overload] of Object.entries(overloads)) {
      const { slo } = savings(trace, { nodesAtPeak: 16, bootSeconds: Number(bootSeconds) }).forecast;
      const late = 1 - slo.attainment;
      expect(late).toBeGreaterThanOrEqual(overload);
      expect(late).toBeGreaterThanOrEqual(before);
      before = late;
    }
  });
});

describe("of traffic by the hour, autoscaling saves", () => {
  const sizes = { inputTokens: { mean: 1000, cv: 0 }, outputTokens: { mean: 1001, cv: 0 } };

  // 1 - mean/peak - 0.5/N: what is idle at the size of the peak, less half a node that is not full.
  test.each(["office", "chat"] as const)("of %s traffic what its mean and peak say, less 0 to 4 points", (pattern) => {
    for (const nodesAtPeak of [4, 16, 64]) {
      for (const seed of [1, 2]) {
        const shape = { pattern, days: 7, size: { peakPerSecond: 100 }, ...sizes };
        // Smooth traffic: what its noise costs beside is no part of the closed form.
        const { interarrivalCv: _, ...trace } = generateTraffic(shape, seed);
        const closedForm = 1 - describeTraffic(trace).meanOverPeak - 0.5 / nodesAtPeak;
        // Nor does it know of a tolerance, by which a tenth more than the target is served.
        const { podScaling } = autoscaled(trace, { nodesAtPeak });
        const overrides = { podScaling: { ...podScaling, tolerance: 0 } as Scenario["podScaling"] };
        const less = closedForm - savings(trace, { nodesAtPeak, overrides }).ofPeak;
        expect(less, `${nodesAtPeak} nodes, seed ${seed}`).toBeGreaterThan(0);
        expect(less, `${nodesAtPeak} nodes, seed ${seed}`).toBeLessThan(0.04);
      }
    }
  });

  test("nothing of what is the same at all times", () => {
    const requestsPerSecond = new Float64Array(7 * 144).fill(50);
    for (const nodesAtPeak of [1, 4, 16, 64]) {
      const { ofPeak } = savings({ kind: "rates", windowSeconds: 600, requestsPerSecond, ...sizes }, { nodesAtPeak });
      expect(Math.abs(ofPeak)).toBeLessThan(1e-9);
    }
  });

  test("no more than one who knows what comes", () => {
    const trace = generateTraffic({ pattern: "office", days: 7, size: { peakPerSecond: 100 }, ...sizes }, 5);
    const byRule = savings(trace, { nodesAtPeak: 16 });
    const { podScaling } = autoscaled(trace, { nodesAtPeak: 16 });
    if (podScaling.kind !== "hpa") throw new Error("an HPA");
    const { target, size } = podScaling;
    const overrides = { podScaling: { kind: "clairvoyant", target, size } } as const;
    const foreseen = savings(trace, { nodesAtPeak: 16, overrides });
    expect(foreseen.ofPeak).toBeGreaterThanOrEqual(byRule.ofPeak);
    expect(foreseen.forecast.cost.boot).toBe(0);
    expect(foreseen.forecast.slo.attainment).toBeGreaterThan(0.999);
  });

  test("what scaling to 0 adds where nobody comes for long", () => {
    // Two hours of traffic a day.
    const requestsPerSecond = Float64Array.from({ length: 7 * 144 }, (_, i) => (i % 144 < 12 ? 40 : 0));
    const trace: RateTrace = { kind: "rates", windowSeconds: 600, requestsPerSecond, ...sizes };
    const kept = savings(trace, { nodesAtPeak: 4 });
    const scenario = autoscaled(trace, { nodesAtPeak: 4 });
    if (scenario.podScaling.kind !== "hpa") throw new Error("an HPA");
    const toZero = forecastWindows(trace, {
      ...scenario,
      podScaling: {
        ...scenario.podScaling,
        kind: "keda",
        size: { min: 0, max: 16 },
        pollingSeconds: 30,
        cooldownSeconds: 300,
      },
      pools: [{ ...scenario.pools[0]!, size: { min: 0, max: 16 } }],
    });
    // 22 hours of one node a day, less the times that it takes to scale down: 300 s of cooldown and 600 s unneeded.
    const saved = kept.forecast.cost.total - toZero.cost.total;
    expect(saved).toBeGreaterThan(7 * 21);
    expect(saved).toBeLessThan(7 * 22);
    // Every morning but the first, which begins with replicas that are there, some wait for the first node.
    const inBoot = 40 * 390;
    expect(toZero.requests.metColdStart).toBeGreaterThan(6 * inBoot * 0.5);
    expect(kept.forecast.requests.metColdStart).toBeLessThan(toZero.requests.metColdStart);
  });
});
