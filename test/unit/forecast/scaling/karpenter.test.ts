import { describe, expect, test } from "vitest";
import { pool } from "../platform/test-platform.js";
import { nodeTimelines } from "./node-timeline.js";

const karpenter = (consolidateAfterSeconds = 0) =>
  ({
    kind: "karpenter",
    batchIdleSeconds: 1,
    batchMaxSeconds: 10,
    disruptionPollSeconds: 10,
    consolidateAfterSeconds,
  }) as const;
const hpa = {
  kind: "hpa",
  target: { metric: "requests-per-second", perReplica: 10 },
  size: { min: 1, max: 100 },
  syncSeconds: 15,
  tolerance: 0.1,
  scaleDownStabilizationSeconds: 300,
} as const;
const rate = (requestsPerSecond: number) => ({ requestsPerSecond });

describe("Karpenter", () => {
  test("adds nodes a second after the last replica that waits", () => {
    // The sync of 15 s wants 3, and nothing more comes in a second.
    expect(
      nodeTimelines({ podScaling: hpa, nodeScaling: karpenter() }, [
        [0, rate(10)],
        [1, rate(30)],
        [200, {}],
      ]),
    ).toEqual([
      [
        [0, 1],
        [16, 3],
      ],
    ]);
  });

  test("gathers replicas that come one after the other, for as long as it may", () => {
    // Knative decides every 2 s: the next replicas of a rising load come before a batch has been idle for 3 s.
    const podScaling = {
      kind: "knative",
      target: { metric: "requests-per-second", perReplica: 10 },
      size: { min: 1, max: 100 },
      stableWindowSeconds: 2,
      panicWindowShare: 1,
      panicThreshold: 100,
      maxScaleUpRate: 1000,
      maxScaleDownRate: 2,
      scaleDownDelaySeconds: 0,
      scaleToZeroGraceSeconds: 30,
    } as const;
    const rising = Array.from({ length: 20 }, (_, i) => [2 * i, rate(10 + 10 * i)] as const);
    // Replicas wait from 4 s on, one more every 2 s. The first batch ends at 4 + 10 = 14 s, with the 6 of 4 to 14 s; the next
    // begins at 16 s and ends at 26 s, with 6.
    expect(nodeTimelines({ podScaling, nodeScaling: { ...karpenter(), batchIdleSeconds: 3 } }, rising)).toEqual([
      [
        [0, 1],
        [14, 7],
        [26, 13],
        [38, 19],
      ].slice(0, 3),
    ]);
  });

  test("ends an empty node 15 s after the poll that found it", () => {
    // 2 from 0 on; 1 from the sync of 315 s on; the poll of 320 s finds it, 335 s.
    expect(
      nodeTimelines({ podScaling: hpa, nodeScaling: karpenter() }, [
        [0, rate(20)],
        [15, rate(10)],
        [1000, {}],
      ]),
    ).toEqual([
      [
        [0, 2],
        [335, 1],
      ],
    ]);
  });

  test("leaves a node alone for consolidateAfter since something came or went", () => {
    // 315 + 120 = 435 s, the poll of 440 s, 455 s.
    expect(
      nodeTimelines({ podScaling: hpa, nodeScaling: karpenter(120) }, [
        [0, rate(20)],
        [15, rate(10)],
        [1000, {}],
      ]),
    ).toEqual([
      [
        [0, 2],
        [455, 1],
      ],
    ]);
  });

  test("keeps to its budget of a tenth of the nodes, rounded up", () => {
    // 20 nodes, 19 of them empty from 315 s on. The poll of 320 s takes ceil(2.0) = 2 at 335 s; that of 340 s ceil(1.8) = 2
    // at 355 s; then of 16, 14, 12: 2 each, at 375, 395, 415 s; of 10: 1, and so on every 20 s.
    const [timeline] = nodeTimelines({ podScaling: hpa, nodeScaling: karpenter() }, [
      [0, rate(200)],
      [15, rate(10)],
      [480, {}],
    ]);
    expect(timeline).toEqual([
      [0, 20],
      [335, 18],
      [355, 16],
      [375, 14],
      [395, 12],
      [415, 10],
      [435, 9],
      [455, 8],
      [475, 7],
    ]);
  });

  test("ends the node with the fewest replicas when they fit elsewhere", () => {
    const pools = [pool({ replicasPerNode: 4, gpusPerNode: 4 })];
    // 8 replicas on 2 nodes; 4 from 315 s on, 2 a node, fit on one. The poll of 320 s, 335 s.
    expect(
      nodeTimelines({ podScaling: hpa, nodeScaling: karpenter(), pools }, [
        [0, rate(80)],
        [15, rate(40)],
        [1000, {}],
      ]),
    ).toEqual([
      [
        [0, 2],
        [335, 1],
      ],
    ]);
  });
});
