import type { Interruptions, Scenario } from "@roadstead/cost/forecast";
import { describe, expect, test } from "vitest";
import { pool, scenario, TestPlatform } from "./test-platform.js";

const renewal = (overrides: Partial<Extract<Interruptions, { kind: "renewal" }>> = {}): Interruptions => ({
  kind: "renewal",
  zones: 1,
  zoneUpHours: 3,
  zoneDownHours: 1,
  lossesPerNodeHour: 0,
  shape: 0.7,
  noticeSeconds: 0,
  ...overrides,
});

/** Nodes of each pool by the minute, of replicas that want all of the nodes that they can get. */
const nodesOf = (of: Partial<Scenario>, hours: number) => {
  const run = new TestPlatform(scenario(of), { durationMicros: hours * 3600e6, seriesWindowMicros: 60e6 });
  run.runTo(hours * 3600);
  return {
    bill: run.platform.finish(hours * 3600e6, { requestsPerSecond: 0, concurrency: 0, busyReplicas: 0 }),
    log: run.log,
  };
};
const mean = (numbers: Float64Array): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const atOnce = { nodeSeconds: 0, pullSeconds: 0, loadSeconds: 0 };

describe("spot nodes", () => {
  test("are there for the share of time that their zone is up", () => {
    const spot = pool({ name: "spot", size: { min: 0, max: 4 }, start: atOnce, interruptions: renewal() });
    const hours = 10_000;
    const { bill } = nodesOf({ pools: [spot], podScaling: { kind: "static", replicas: 4 } }, hours);
    // 3 of 4 hours, 4 nodes; some 2,500 times up of a variation of 1.46 and down of 1: within 0.025, three deviations.
    expect(Math.abs(mean(bill.series.nodes[0]!) / 4 - 0.75)).toBeLessThan(0.025);
    // All four at once, each time.
    expect(bill.pools[0]!.interruptions % 4).toBe(0);
    expect(Math.abs(bill.pools[0]!.interruptions / 4 / (hours / 4) - 1)).toBeLessThan(0.08);
  });

  test("are lost by zone, all of a zone at once", () => {
    const spot = pool({
      name: "spot",
      size: { min: 8, max: 8 },
      interruptions: renewal({ zones: 2, zoneUpHours: 50 }),
    });
    const { log } = nodesOf({ pools: [spot], podScaling: { kind: "static", replicas: 8 } }, 4000);
    const lost = new Map<string, number>();
    for (const entry of log) {
      const [at, what] = entry.split(" ");
      if (what === "lost") lost.set(at!, (lost.get(at!) ?? 0) + 1);
    }
    expect(lost.size).toBeGreaterThan(10);
    // 4 if both zones are up at first; then all are in the other one, and stay there until it is lost.
    expect([...lost.values()].every((count) => count === 4 || count === 8)).toBe(true);
  });

  test("are lost alone as often as is said of a node-hour", () => {
    const interruptions = renewal({ zoneDownHours: 0, lossesPerNodeHour: 0.5 });
    const spot = pool({ name: "spot", size: { min: 0, max: 10 }, start: atOnce, interruptions });
    const { bill } = nodesOf({ pools: [spot], podScaling: { kind: "static", replicas: 10 } }, 1000);
    // 10,000 node-hours: 5,000 losses, with a deviation of 71.
    expect(Math.abs(bill.pools[0]!.interruptions - 5000)).toBeLessThan(250);
  });

  test("drain for their notice, and are paid for until its end", () => {
    const atSeconds = new Float64Array([1000]);
    const spot = pool({
      name: "spot",
      size: { min: 0, max: 1 },
      interruptions: { kind: "replay", atSeconds, availableShare: new Float64Array([0]), noticeSeconds: 120 },
    });
    const run = new TestPlatform(scenario({ pools: [spot], podScaling: { kind: "static", replicas: 1 } }));
    run.drainSeconds = 300;
    run.runTo(2000);
    expect(run.log).toEqual(["0 ready 0", "1000 drain 0", "1120 lost 0"]);
    const bill = run.platform.finish(2000e6, { requestsPerSecond: 0, concurrency: 0, busyReplicas: 0 });
    expect(bill.pools[0]!.nodeHours).toBeCloseTo(1120 / 3600, 12);
    expect(bill.cost.drain).toBeCloseTo((120 / 3600) * 2, 12);
  });

  test("follow a replay: as many as its share, and others of the next pool instead", () => {
    const interruptions: Interruptions = {
      kind: "replay",
      atSeconds: new Float64Array([0, 3600, 7200, 10_800]),
      availableShare: new Float64Array([1, 0.6, 0.1, 0.8]),
      noticeSeconds: 0,
    };
    const pools = [
      pool({ name: "spot", size: { min: 0, max: 10 }, start: atOnce, interruptions }),
      pool({ name: "on-demand", start: atOnce }),
    ];
    const { bill } = nodesOf({ pools, podScaling: { kind: "static", replicas: 10 } }, 4);
    const [spot, onDemand] = bill.series.nodes;
    expect([spot![30], spot![90], spot![150]]).toEqual([10, 6, 1]);
    // By the minute after, what was lost is there of the other pool; nothing goes back by itself.
    expect([onDemand![30], onDemand![90], onDemand![150], onDemand![210]]).toEqual([0, 4, 9, 9]);
    expect(bill.nodes.interruptions).toBe(9);
  });

  test("are replaced as far as the pool is up, and wait for it otherwise", () => {
    const interruptions: Interruptions = {
      kind: "replay",
      atSeconds: new Float64Array([0, 1000, 2000]),
      availableShare: new Float64Array([1, 0, 1]),
      noticeSeconds: 0,
    };
    const spot = pool({ name: "spot", size: { min: 0, max: 2 }, interruptions });
    const run = new TestPlatform(scenario({ pools: [spot], podScaling: { kind: "static", replicas: 2 } })).runTo(2500);
    // 120 + 60 + 30 s after the scan of 2000 s.
    const log = ["0 ready 0", "0 ready 1", "1000 lost 0", "1000 lost 1", "2210 ready 0", "2210 ready 1"];
    // Which is lost first is drawn by lot.
    expect([...run.log].sort()).toEqual(log);
  });
});

describe("the same seed", () => {
  test("gives the same interruptions, and another one others", () => {
    const spot = pool({ name: "spot", interruptions: renewal({ lossesPerNodeHour: 0.3 }) });
    const logOf = (seed: number) =>
      nodesOf({ seed, pools: [spot], podScaling: { kind: "static", replicas: 3 } }, 100).log;
    expect(logOf(1)).toEqual(logOf(1));
    expect(logOf(1)).not.toEqual(logOf(2));
  });
});
