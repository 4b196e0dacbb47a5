import { benchRun, endRun } from "./run.js";

/** Announces one run to all workers of the tests on the bench, and ends it with what a worker left behind. */
export function setup(): () => void {
  const run = benchRun();
  return () => endRun(run);
}
