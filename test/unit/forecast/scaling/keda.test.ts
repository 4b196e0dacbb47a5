import { describe, expect, test } from "vitest";
import { stepResponse } from "./step-response.js";

const keda = (min: number) =>
  ({
    kind: "keda",
    target: { metric: "concurrency", perReplica: 10 },
    size: { min, max: 100 },
    syncSeconds: 15,
    tolerance: 0.1,
    scaleDownStabilizationSeconds: 300,
    pollingSeconds: 30,
    cooldownSeconds: 300,
  }) as const;
const present = (concurrency: number) => ({ concurrency });

describe("KEDA", () => {
  test("goes from 0 to 1 at the poll that sees a request, and on by its autoscaler", () => {
    // Polls at 30, 60 s …: seen at 120 s. The sync of 120 s follows: 25 / (10 * 1) = 2.5, so 3.
    expect(
      stepResponse(keda(0), [
        [0, present(0)],
        [95, present(25)],
        [300, {}],
      ]),
    ).toEqual([[120, 3]]);
  });

  test("goes to 0 when no poll saw a request for the cooldown", () => {
    // 8 at once wants 1. The poll of 60 s is the last to see any; 60 + 300 = 360 s.
    expect(
      stepResponse(keda(0), [
        [0, present(8)],
        [50, present(0)],
        [900, {}],
      ]),
    ).toEqual([
      [0, 1],
      [360, 0],
    ]);
  });

  test("cools down only from 1 to 0: the rest is the autoscaler's stabilisation", () => {
    // 40 wants 4 up to the sync of 60 s. A request is there all the time: polls stay active, syncs want 1 from 75 s on.
    // 300 s after 60 s, 1.
    expect(
      stepResponse(keda(0), [
        [0, present(40)],
        [60, present(1)],
        [900, {}],
      ]),
    ).toEqual([
      [0, 4],
      [360, 1],
    ]);
  });

  test("goes from any number to 0 at once when nothing is seen for the cooldown", () => {
    // The poll of 60 s is the last to see any: 360 s. At the same time the stabilisation is over (1), and the poll is first.
    expect(
      stepResponse(keda(0), [
        [0, present(40)],
        [60, present(0)],
        [900, {}],
      ]),
    ).toEqual([
      [0, 4],
      [360, 0],
    ]);
  });

  test("never goes to 0 with a minimum", () => {
    expect(
      stepResponse(keda(2), [
        [0, present(40)],
        [60, present(0)],
        [2000, {}],
      ]),
    ).toEqual([
      [0, 4],
      [360, 2],
    ]);
  });
});
