import { describe, expect, test } from "vitest";
import { pool, scenario, TestPlatform } from "./test-platform.js";

const load = { requestsPerSecond: 0, concurrency: 0, busyReplicas: 0 };
const hpa = (min: number, max: number) =>
  ({
    kind: "hpa",
    target: { metric: "requests-per-second", perReplica: 10 },
    size: { min, max },
    syncSeconds: 15,
    tolerance: 0.1,
    scaleDownStabilizationSeconds: 300,
  }) as const;

describe("a replica", () => {
  test("of the start is ready at 0", () => {
    expect(new TestPlatform(scenario()).runTo(0).log).toEqual(["0 ready 0", "0 ready 1"]);
  });

  test("waits for its node, the image's pull and its load, one after the other", () => {
    const run = new TestPlatform(scenario({ podScaling: hpa(1, 10) })).runTo(1000, { requestsPerSecond: 20 });
    // Sync at 15 s wants 2; the scan at 20 s asks for a node; 120 + 60 + 30 s later it serves.
    expect(run.log).toEqual(["0 ready 0", "230 ready 1"]);
  });

  test("that is not the first on its node pulls nothing, or waits for the pull that goes on", () => {
    const pools = [pool({ replicasPerNode: 4, gpusPerNode: 4 })];
    const run = new TestPlatform(scenario({ pools, podScaling: hpa(1, 10) }));
    run.runTo(16, { requestsPerSecond: 20 });
    // It has a place on the node of the first: 30 s of load from 15 s on.
    expect(run.runTo(60, { requestsPerSecond: 20 }).log).toEqual(["0 ready 0", "45 ready 1"]);
    // 6 wanted at 75 s: two places are there, two on a node asked for at 80 s; it has room for the 2 more of 90 s. All
    // four share one pull.
    expect(run.runTo(400, { requestsPerSecond: 80 }).log.slice(2)).toEqual([
      "105 ready 2",
      "105 ready 3",
      "290 ready 4",
      "290 ready 5",
      "290 ready 6",
      "290 ready 7",
    ]);
  });
});

describe("the bill", () => {
  test("has nodes from their request to their end, split by what they did", () => {
    const run = new TestPlatform(scenario({ podScaling: hpa(1, 10), fixedUsdPerHour: 1 }));
    run.runTo(1000, { requestsPerSecond: 20, busyReplicas: 1 });
    const bill = run.platform.finish(1000e6, { ...load, busyReplicas: 1 });
    // Node 0 all of 1,000 s, node 1 from 20 s on.
    expect(bill.pools[0]?.nodeHours).toBeCloseTo(1980 / 3600, 12);
    expect(bill.cost.boot).toBeCloseTo((210 / 3600) * 2, 12);
    expect(bill.cost.busy).toBeCloseTo((1000 / 3600) * 2, 12);
    expect(bill.cost.idle).toBeCloseTo(((1980 - 210 - 1000) / 3600) * 2, 12);
    expect(bill.cost.fixed).toBeCloseTo(1000 / 3600, 12);
    expect(bill.cost.total).toBeCloseTo((1980 / 3600) * 2 + 1000 / 3600, 12);
  });
});
