import { describe, expect, test } from "vitest";
import { pool } from "../platform/test-platform.js";
import { nodeTimelines } from "./node-timeline.js";

const hpa = (overrides: { min?: number; max?: number } = {}) =>
  ({
    kind: "hpa",
    target: { metric: "requests-per-second", perReplica: 10 },
    size: { min: 1, max: 100, ...overrides },
    syncSeconds: 15,
    tolerance: 0.1,
    scaleDownStabilizationSeconds: 300,
  }) as const;
const rate = (requestsPerSecond: number) => ({ requestsPerSecond });

describe("the cluster autoscaler", () => {
  test("adds nodes at the scan after replicas wait, and ends those that were empty for 10 minutes", () => {
    // The sync of 15 s wants 4, the scan of 20 s adds 3. Load is 10 from 90 s on: syncs of 90 s and before want 4, so 1 from
    // the sync of 390 s; the scan of 390 s sees 3 empty nodes, 390 + 600 = 990 s; the last add is longer ago.
    expect(
      nodeTimelines(
        { podScaling: hpa(), pools: [pool({ start: { nodeSeconds: 30, pullSeconds: 0, loadSeconds: 0 } })] },
        [
          [0, rate(40)],
          [90, rate(10)],
          [2000, {}],
        ],
      ),
    ).toEqual([
      [
        [0, 4],
        [990, 1],
      ],
    ]);
  });

  test("ends no node within 10 minutes of an addition", () => {
    // 4 nodes; load 10 from 15 s on: 1 wanted from 315 s on. At 630 s load 30 wants 3, on two of the nodes that were empty.
    expect(
      nodeTimelines({ podScaling: hpa() }, [
        [0, rate(40)],
        [15, rate(10)],
        [615, rate(30)],
        [915, rate(60)],
        [1215, rate(10)],
        [3000, {}],
      ]),
    ).toEqual([
      [
        [0, 4],
        // The third was empty at the scan of 320 s: 920 s.
        [920, 3],
        // The sync of 930 s wants 6, 3 are there.
        [930, 6],
        // Syncs up to 1215 s want 6: 1 from 1515 s, seen at 1520 s: 2120 s. The addition of 930 s is over at 1530 s.
        [2120, 1],
      ],
    ]);
  });

  test("waits after an addition for as long as it is told to", () => {
    // A node is added at 20 s for 2 replicas, and at 330 s 1 is wanted (300 s after the sync of 30 s): unneeded since then.
    const nodeScaling = {
      kind: "cluster-autoscaler",
      scanSeconds: 10,
      scaleDownUnneededSeconds: 60,
      scaleDownDelayAfterAddSeconds: 600,
      scaleDownUtilizationThreshold: 0.5,
    } as const;
    const [timeline] = nodeTimelines({ podScaling: hpa(), nodeScaling }, [
      [0, rate(10)],
      [1, rate(20)],
      [30, rate(10)],
      [2000, {}],
    ]);
    // 330 + 60 = 390 s would do for itself; the delay ends at 20 + 600 = 620 s.
    expect(timeline).toEqual([
      [0, 1],
      [20, 2],
      [620, 1],
    ]);
  });

  test("never goes below the minimum of a pool", () => {
    expect(
      nodeTimelines({ podScaling: hpa(), pools: [pool({ size: { min: 2, max: 100 } })] }, [
        [0, rate(40)],
        [15, rate(10)],
        [3000, {}],
      ]),
    ).toEqual([
      [
        [0, 4],
        // Seen at 320 s.
        [920, 2],
      ],
    ]);
  });

  test("fills pools in the order of their priority, one a scan", () => {
    const pools = [
      pool({ name: "owned", size: { min: 2, max: 2 }, billing: "always" }),
      pool({ name: "spot", size: { min: 0, max: 3 } }),
      pool({ name: "on-demand", size: { min: 0, max: 100 } }),
    ];
    // 4 more than 2 wanted at 15 s: 6; spot has room for 3, at 20 s; the scan of 30 s adds the rest, with the 2 more of its
    // sync (80 / 10 = 8).
    expect(
      nodeTimelines({ podScaling: hpa(), pools }, [
        [0, rate(20)],
        [1, rate(80)],
        [300, {}],
      ]),
    ).toEqual([
      [[0, 2]],
      [
        [0, 0],
        [20, 3],
      ],
      [
        [0, 0],
        [30, 3],
      ],
    ]);
  });

  test("drains a node that is used by less than half when its replicas fit elsewhere", () => {
    const pools = [pool({ replicasPerNode: 4, gpusPerNode: 4 })];
    // 8 replicas on 2 nodes. 40 wants 4 from 315 s on: 2 a node, each used by half, which is not less. 30 wants 3 from 615 s
    // on: 1 and 2, or 2 and 1; the one with 1 fits on the other. Seen at 620 s: 1220 s.
    expect(
      nodeTimelines({ podScaling: hpa(), pools }, [
        [0, rate(80)],
        [15, rate(40)],
        [315, rate(30)],
        [3000, {}],
      ]),
    ).toEqual([
      [
        [0, 2],
        [1220, 1],
      ],
    ]);
  });

  test("has the minimum of the hour", () => {
    const schedule = [{ min: 3, days: "weekdays", fromHour: 1, toHour: 2 }] as const;
    expect(
      nodeTimelines({ podScaling: hpa(), pools: [pool({ schedule })] }, [
        [0, rate(10)],
        [3 * 3600, {}],
      ]),
    ).toEqual([
      [
        [0, 1],
        [3600, 3],
        // They were empty for long when their minimum ends.
        [7200, 1],
      ],
    ]);
  });
});
