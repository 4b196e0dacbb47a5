import { LatencyHistogram } from "@roadstead/cost/forecast";
import { describe, expect, test } from "vitest";

describe("a latency histogram", () => {
  test("has percentiles within 0.8 percent of the numbers' own, and their exact mean", () => {
    const histogram = new LatencyHistogram();
    const numbers = Array.from({ length: 10_000 }, (_, i) => 0.001 * 1.0015 ** ((i * 7919) % 10_000));
    for (const number of numbers) histogram.record(number, 1);
    const sorted = [...numbers].sort((a, b) => a - b);
    const { mean, p50, p95, p99, p999 } = histogram.percentiles();
    expect(mean).toBeCloseTo(numbers.reduce((sum, number) => sum + number) / numbers.length, 9);
    for (const [share, value] of [
      [0.5, p50],
      [0.95, p95],
      [0.99, p99],
      [0.999, p999],
    ] as const) {
      expect(Math.abs(value / sorted[share * 10_000 - 1]! - 1)).toBeLessThan(0.008);
    }
  });

  test("counts by weight", () => {
    const histogram = new LatencyHistogram();
    histogram.record(1, 98.5);
    histogram.record(10, 1.5);
    const { mean, p95, p99 } = histogram.percentiles();
    expect(mean).toBeCloseTo(1.135, 12);
    expect(p95).toBeLessThan(1.01);
    expect(p99).toBeGreaterThan(9.9);
  });

  test("has room for what is no time at all and for what never ends", () => {
    const histogram = new LatencyHistogram();
    histogram.record(0, 1);
    histogram.record(1e12, 1);
    expect(histogram.weight).toBe(2);
    expect(histogram.percentiles().p50).toBeLessThan(1e-5);
    expect(histogram.percentiles().p99).toBeGreaterThan(8e6);
  });

  test("is 0 where nothing was recorded", () => {
    expect(new LatencyHistogram().percentiles()).toEqual({ mean: 0, p50: 0, p95: 0, p99: 0, p999: 0 });
  });
});
