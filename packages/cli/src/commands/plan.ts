import { formatProblems } from "@roadstead/core";
import type { PlanAnswers } from "@roadstead/plan";
import { PlanUsageError, loadAnswers, planProject } from "@roadstead/plan";
import { withProgress } from "../progress.js";
import type { PlanReport } from "../report/plan-report.js";
import type { Terminal } from "../terminal.js";
import { safeLines } from "../text/safe-text.js";
import { today } from "./as-of.js";
import { type OutputPlan, failedPlan } from "./failed-plan.js";
import { saveManifests } from "./save-manifests.js";
import type { PlanCommandOptions } from "./plan-options.js";

/** Plans the project in `directory` and prints it. Returns the exit code. */
export async function runPlan(directory: string, options: PlanCommandOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const asOf = options.asOf ?? today();
  // The user's own files are read before the program runs. Without any there is nothing to wait for: all that shows a
  // plan is loaded while the program runs in its own process.
  const hasFiles = options.prices !== undefined || options.policies === true;
  const read = async () => (await import("./show-plan.js")).inputsOf(directory, options, asOf, terminal);
  const early = hasFiles ? await read() : undefined;
  if (hasFiles && early === undefined) return 2;
  const loaded = options.answers === undefined ? undefined : loadAnswers(options.answers);
  if (loaded !== undefined && loaded.answers === undefined) {
    terminal.stderr.write(`${safeLines(formatProblems(loaded.problems)).join("\n")}\n`);
    if (options.json) {
      const { printFailure } = await import("./show-plan.js");
      printFailure(failedPlan(directory, options.stack, new PlanUsageError(loaded.problems)), terminal);
    }
    return 2;
  }
  const planning = withProgress(terminal, `Planning ${directory}`, () => planned(directory, options, loaded?.answers));
  const [{ print, reportOf }, inputs] = await Promise.all([import("./show-plan.js"), early ?? read()]);
  const plan = await planning;
  forwardOutput(plan, terminal);
  if (inputs === undefined) return 2;
  const report = reportOf(plan, inputs, asOf);
  await print(report, options, terminal);
  const saved = await saveManifests(report, options, terminal);
  if (!(await saveReports(report, options, terminal))) return 2;
  if (plan.isUsageError === true) return 2;
  if (report.failed && options.policies) terminal.stderr.write("No rule was asked: the plan failed.\n");
  return report.failed || !saved || report.policies?.failed === true ? 1 : 0;
}

/** Writes what the rules say into the files that are asked for. Whether that could be done. */
async function saveReports(report: PlanReport, options: PlanCommandOptions, terminal: Terminal): Promise<boolean> {
  if (report.policies === undefined || options.report === undefined) return true;
  const { writeReports } = await import("./audit-reports.js");
  try {
    writeReports(report.policies.audit, options.report);
    return true;
  } catch (error) {
    if (!(error instanceof PlanUsageError)) throw error;
    terminal.stderr.write(`${safeLines(formatProblems(error.problems)).join("\n")}\n`);
    return false;
  }
}

async function planned(
  directory: string,
  options: PlanCommandOptions,
  answers: PlanAnswers | undefined,
): Promise<OutputPlan> {
  try {
    return await planProject(directory, {
      ...(options.stack === undefined ? {} : { stack: options.stack }),
      ...(answers === undefined ? {} : { answers }),
      config: options.config,
      timeoutMilliseconds: options.timeout * 1000,
    });
  } catch (error) {
    return failedPlan(directory, options.stack, error);
  }
}

/** What the program printed goes to standard error, so that standard output holds the plan and nothing else. */
function forwardOutput({ stdout = "", stderr = "" }: OutputPlan, terminal: Terminal): void {
  for (const text of [stdout, stderr]) {
    const lines = text.trim() === "" ? [] : safeLines(text.trimEnd());
    for (const line of lines) terminal.stderr.write(`program: ${line}\n`);
  }
}
