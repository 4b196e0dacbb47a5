import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./measure.js";
import type { ForecastRun, ForecastRunName } from "./forecast-runs.js";
import { report, reportAtLeast } from "./report.js";

const runs = fileURLToPath(new URL("forecast-runs.ts", import.meta.url));
const limits = { requestsPerCpuSecond: 400_000, weekMib: 200, windowsCpuSeconds: 2 };
/** Its own measurement (inference-sim f90a1e3, one instance, the Azure chat hour); it is not run here. */
const blisPerCpuSecond = 560;

/** Each in a process of its own, so that none finds code that another has made fast. */
const run = (name: ForecastRunName): ForecastRun =>
  JSON.parse(execFileSync(process.execPath, ["--import", "tsx", runs, name], { encoding: "utf8" })) as ForecastRun;

/**
 * Ten thousand requests of the same sizes at the same rate through both simulators, in turns, each warmed up; inference-lab
 * draws its arrivals itself and does not tell them. Theirs follows every iteration of a server; ours, requests.
 */
export function forecastAgainstInferenceLab(): void {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 5; round++) {
    const lab = run("inference-lab");
    const own = run("same-requests");
    theirs.push(lab.requests / lab.cpuSeconds);
    ours.push(own.requests / own.cpuSeconds);
  }
  report("inference-lab, by iteration, requests per CPU-s", median(theirs), "");
  report("forecast, by request, requests per CPU-s", median(ours), "");
  report("ratio (of models of another level)", median(ours) / median(theirs), "");
  report("ratio to BLIS as measured, by iteration", median(ours) / blisPerCpuSecond, "");
}

/** A week of 27 million requests under autoscaling, and the same week as rates under ten policies. */
export function forecastOfWeek(): void {
  const week = run("week-of-requests");
  report("week of requests: requests", week.requests / 1e6, "M");
  report("week of requests", week.cpuSeconds, "CPU-s");
  reportAtLeast("week of requests", week.requests / week.cpuSeconds, "/CPU-s", limits.requestsPerCpuSecond);
  report("week of requests: peak memory", week.peakMib, "MiB", limits.weekMib);
  const windows = run("week-of-windows");
  report("week of windows x 10 policies", windows.cpuSeconds, "CPU-s", limits.windowsCpuSeconds);
}
