import type { Load, PodScaling, ServingPool } from "@roadstead/cost/forecast";
import { pool, scenario, TestPlatform } from "../platform/test-platform.js";

/** Seconds, and how many replicas serve from then on. */
export type Timeline = readonly (readonly [seconds: number, replicas: number])[];

/**
 * What a pod autoscaler does, on nodes that are all there and with replicas that start in no time unless `start` says
 * otherwise. Loads hold from their second on. Ends at the last one, which has none.
 */
export const stepResponse = (
  podScaling: PodScaling,
  loads: readonly (readonly [seconds: number, load: Partial<Load>])[],
  start: Partial<ServingPool["start"]> = {},
): Timeline => {
  const nodes = pool({
    size: { min: 200, max: 200 },
    start: { nodeSeconds: 0, pullSeconds: 0, loadSeconds: 0, ...start },
  });
  const run = new TestPlatform(scenario({ pools: [nodes], podScaling, nodeScaling: { kind: "none" } }), {
    loadAtStart: { requestsPerSecond: 0, concurrency: 0, ...loads[0]?.[1] },
  });
  for (let i = 0; i + 1 < loads.length; i++) run.runTo(loads[i + 1]![0], loads[i]![1]);
  const timeline: [number, number][] = [];
  let replicas = 0;
  for (const entry of run.log) {
    const [seconds, what] = entry.split(" ");
    replicas += what === "ready" ? 1 : -1;
    if (timeline.at(-1)?.[0] === Number(seconds)) timeline.pop();
    timeline.push([Number(seconds), replicas]);
  }
  return timeline;
};
