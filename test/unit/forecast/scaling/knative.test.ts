import type { KnativeScaling } from "@roadstead/cost/forecast";
import { describe, expect, test } from "vitest";
import { stepResponse } from "./step-response.js";

const knative = (overrides: Partial<KnativeScaling> = {}) =>
  ({
    kind: "knative",
    target: { metric: "concurrency", perReplica: 70 },
    size: { min: 0, max: 100 },
    stableWindowSeconds: 60,
    panicWindowShare: 0.1,
    panicThreshold: 2,
    maxScaleUpRate: 1000,
    maxScaleDownRate: 2,
    scaleDownDelaySeconds: 0,
    scaleToZeroGraceSeconds: 30,
    ...overrides,
  }) as const;
const present = (concurrency: number) => ({ concurrency });

describe("Knative", () => {
  test("follows the mean of its stable window while it does not panic", () => {
    // 2 replicas at 140, then 200 from 60 s on. The stable mean at 60 + t is 140 + t: over 140 from the first tick on, 3 at
    // once; the panic mean of 200 wants ceil(2.86) = 3, which is 1.5 times 2: no panic.
    expect(
      stepResponse(knative(), [
        [0, present(140)],
        [60, present(200)],
        [200, {}],
      ]),
    ).toEqual([
      [0, 2],
      [62, 3],
    ]);
  });

  test("panics when 6 s of load want twice the ready replicas, and goes by those", () => {
    // 1 replica at 70, then 700 from 60 s on. Panic means: 62 s (2 * 70 + 700) / 3 = 280, wants 4: 4 times 1, panic, 4.
    // 64 s (70 + 1400) / 3 = 490, wants 7; 66 s 700, wants 10.
    expect(
      stepResponse(knative(), [
        [0, present(70)],
        [60, present(700)],
        [120, {}],
      ]),
    ).toEqual([
      [0, 1],
      [62, 4],
      [64, 7],
      [66, 10],
    ]);
  });

  test("does not go down while it panics, and panics for a stable window after the last reason", () => {
    // As above; at 66 s 10 replicas are ready from 66 s on, so at 68 s 10 / 10 < 2: the last reason is at 66 s (10 wanted, 7
    // ready: 1.43 is none), at 64 s (7 wanted, 4 ready: 1.75 is none), so it is at 62 s. 62 + 60 = 122 s is not over yet,
    // 124 s is. The load of 70 from 70 s on: at 124 s the stable mean (64 to 124 s) is (3 * 700 + 27 * 70) / 30 = 133,
    // wants 2, but no less than floor(10 / 2) = 5; at 126 s (2 * 700 + 28 * 70) / 30 = 112, wants 2, floor(5 / 2) = 2; at
    // 130 s the mean is 70.
    expect(
      stepResponse(knative(), [
        [0, present(70)],
        [60, present(700)],
        [70, present(70)],
        [300, {}],
      ]),
    ).toEqual([
      [0, 1],
      [62, 4],
      [64, 7],
      [66, 10],
      [124, 5],
      [126, 2],
      [130, 1],
    ]);
  });

  test("keeps the last replica for the grace period after a stable window without requests, and then goes to 0", () => {
    // The mean of 60 s is 0 from 120 s on, and 30 s later it ends.
    expect(
      stepResponse(knative(), [
        [0, present(10)],
        [60, present(0)],
        [300, {}],
      ]),
    ).toEqual([
      [0, 1],
      [150, 0],
    ]);
  });

  test("comes back from 0 at the tick after a request", () => {
    // Any mean above 0 wants 1; the panic mean of 6 s is (10 + 0 + 0) / 3.
    expect(
      stepResponse(knative(), [
        [0, present(0)],
        [101, present(10)],
        [140, {}],
      ]),
    ).toEqual([[102, 1]]);
  });

  test("goes down later by its delay", () => {
    // 3 wanted up to the tick of 58 s or so; 1 from the moment at which the stable mean is at most 70: 210 - t * 2.333 for t
    // seconds after 60 s: 2 from 60 s on (t = 30: 140), 1 from t = 60. Delayed by 100 s: the 3 of 88 s hold to 186 s.
    expect(
      stepResponse(knative({ scaleDownDelaySeconds: 100 }), [
        [0, present(210)],
        [60, present(70)],
        [400, {}],
      ]),
    ).toEqual([
      [0, 3],
      [188, 2],
      [218, 1],
    ]);
  });
});
