import type { Load, Scenario } from "@roadstead/cost/forecast";
import { scenario, TestPlatform } from "../platform/test-platform.js";
import type { Timeline } from "./step-response.js";

/** Nodes of each pool over time, by the second, under loads that hold from their second on; the last only ends it. */
export const nodeTimelines = (
  overrides: Partial<Scenario>,
  loads: readonly (readonly [seconds: number, load: Partial<Load>])[],
): readonly Timeline[] => {
  const seconds = loads.at(-1)![0];
  const run = new TestPlatform(scenario(overrides), {
    durationMicros: seconds * 1e6,
    seriesWindowMicros: 1e6,
    loadAtStart: { requestsPerSecond: 0, concurrency: 0, ...loads[0]?.[1] },
  });
  for (let i = 0; i + 1 < loads.length; i++) run.runTo(loads[i + 1]![0], loads[i]![1]);
  const bill = run.platform.finish(seconds * 1e6, { requestsPerSecond: 0, concurrency: 0, busyReplicas: 0 });
  return bill.series.nodes.map((nodes) => {
    const timeline: [number, number][] = [];
    // Each second's mean is a whole number, as controllers act at whole seconds.
    nodes.forEach((count, second) => {
      if (timeline.at(-1)?.[1] !== count) timeline.push([second, count]);
    });
    return timeline;
  });
};
