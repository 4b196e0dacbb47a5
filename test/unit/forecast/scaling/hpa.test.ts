import type { HpaScaling } from "@roadstead/cost/forecast";
import { describe, expect, test } from "vitest";
import { stepResponse } from "./step-response.js";

const hpa = (overrides: Partial<HpaScaling> = {}) =>
  ({
    kind: "hpa",
    target: { metric: "requests-per-second", perReplica: 10 },
    size: { min: 1, max: 100 },
    syncSeconds: 15,
    tolerance: 0.1,
    scaleDownStabilizationSeconds: 300,
    ...overrides,
  }) as const;
const rate = (requestsPerSecond: number) => ({ requestsPerSecond });

describe("the HorizontalPodAutoscaler", () => {
  test("goes up to what the ratio says at the next sync", () => {
    // 4 replicas, 55 / (4 * 10) = 1.375: ceil(4 * 1.375) = ceil(5.5) = 6. Then 55 / 60 = 0.92 is within the tolerance.
    expect(
      stepResponse(hpa(), [
        [0, rate(40)],
        [15, rate(55)],
        [200, {}],
      ]),
    ).toEqual([
      [0, 4],
      [30, 6],
    ]);
  });

  test("does nothing within a tenth of its target", () => {
    // 43.9 / 40 = 1.0975 and 36.1 / 40 = 0.9025: both less than 0.1 off.
    expect(
      stepResponse(hpa(), [
        [0, rate(40)],
        [15, rate(43.9)],
        [1000, rate(36.1)],
        [2000, {}],
      ]),
    ).toEqual([[0, 4]]);
  });

  test("adds no more than 4 or twice as many in 15 s, whichever is more", () => {
    // 1000 / 10 = 100 wanted: 1 + 4 = 5, 5 * 2 = 10 (more than 9), 20, 40, 80, 100.
    expect(
      stepResponse(hpa(), [
        [0, rate(10)],
        [15, rate(1000)],
        [300, {}],
      ]),
    ).toEqual([
      [0, 1],
      [30, 5],
      [45, 10],
      [60, 20],
      [75, 40],
      [90, 80],
      [105, 100],
    ]);
  });

  test("goes down when the highest number wanted in 300 s has gone down", () => {
    // Syncs up to 60 s want 10; from 75 s on 4, at 135 s 6 for once, from 150 s on 2. Of the 300 s before each sync the
    // highest is 10 up to 345 s (60 + 285), then 6 up to 420 s (135 + 285), then 2.
    expect(
      stepResponse(hpa(), [
        [0, rate(100)],
        [60, rate(40)],
        [120, rate(60)],
        [135, rate(20)],
        [900, {}],
      ]),
    ).toEqual([
      [0, 10],
      [360, 6],
      [435, 2],
    ]);
  });

  test("counts replicas on their way as idle, so that it asks for none twice", () => {
    // At 30 s 100 / 10 = 10: 5 at 30 s, 10 at 45 s; loads take 100 s. With 1 ready the ratio would be 10 at each sync; with
    // those that start it is 100 / (10 * 10) = 1.
    expect(
      stepResponse(
        hpa(),
        [
          [0, rate(10)],
          [15, rate(100)],
          [600, {}],
        ],
        { loadSeconds: 100 },
      ),
    ).toEqual([
      [0, 1],
      [130, 5],
      [145, 10],
    ]);
  });

  test("keeps its minimum and its maximum", () => {
    expect(
      stepResponse(hpa({ size: { min: 3, max: 5 } }), [
        [0, rate(0)],
        [15, rate(500)],
        [60, rate(0)],
        [600, {}],
      ]),
    ).toEqual([
      [0, 3],
      [30, 5],
      // Syncs up to 60 s want 50; 360 s is the first with none of them in its 300 s.
      [360, 3],
    ]);
  });

  test("has the minimum of the hour", () => {
    const schedule = [{ min: 4, days: "weekdays", fromHour: 0.5, toHour: 1 }] as const;
    expect(
      stepResponse(hpa({ size: { min: 1, max: 9, schedule } }), [
        [0, rate(0)],
        [7200, {}],
      ]),
    ).toEqual([
      [0, 1],
      [1800, 4],
      // What it wants itself is 0 replicas at all times, so the end of the minimum is the end of them.
      [3600, 1],
    ]);
  });
});
