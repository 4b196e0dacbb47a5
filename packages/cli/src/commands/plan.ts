import { basename, resolve } from "node:path";
import type { ResourceGraph } from "@roadstead/core";
import { formatProblems } from "@roadstead/core";
import type { Plan, PlanAnswers } from "@roadstead/plan";
import { PlanUsageError, loadAnswers, planProject } from "@roadstead/plan";
import { withProgress } from "../progress.js";
import { diagnosticLines, problemLines } from "../render/findings.js";
import { planPage } from "../render/plan-page.js";
import { planDocument } from "../report/plan-document.js";
import type { PlanReport } from "../report/plan-report.js";
import { ownErrors, planReport } from "../report/plan-report.js";
import type { Terminal } from "../terminal.js";
import { pageOptions } from "../terminal.js";
import { safeJson, safeLines } from "../text/safe-text.js";
import { saveManifests } from "./save-manifests.js";
import type { PlanCommandOptions } from "./plan-options.js";

/** Plans the project in `directory` and prints it. Returns the exit code. */
export async function runPlan(directory: string, options: PlanCommandOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const loaded = options.answers === undefined ? undefined : loadAnswers(options.answers);
  if (loaded !== undefined && loaded.answers === undefined) {
    terminal.stderr.write(`${safeLines(formatProblems(loaded.problems)).join("\n")}\n`);
    return 2;
  }
  const plan = await withProgress(terminal, `Planning ${directory}`, () =>
    planned(directory, options, loaded?.answers),
  );
  forwardOutput(plan, terminal);
  const report = planReport(plan);
  await print(report, options, terminal);
  const saved = await saveManifests(report, options, terminal);
  if (plan.isUsageError === true) return 2;
  return report.failed || !saved ? 1 : 0;
}

/** `isUsageError`: there is no project to plan where the user said, or its files are wrong. */
type OutputPlan = ResourceGraph & Partial<Pick<Plan, "stdout" | "stderr">> & { readonly isUsageError?: boolean };

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
    return failedGraph(directory, options, error);
  }
}

/** What there is to show of a project that could not even be started. */
function failedGraph(directory: string, options: PlanCommandOptions, error: unknown): OutputPlan {
  const problems = error instanceof PlanUsageError ? error.problems : [];
  const message = error instanceof Error ? error.message : String(error);
  return {
    project: basename(resolve(directory)),
    stack: options.stack ?? "dev",
    resources: [],
    stackOutputs: {},
    invokes: [],
    diagnostics: problems.length > 0 ? [] : [{ severity: "error", code: "plan-failed", message }],
    problems,
    complete: false,
    isUsageError: error instanceof PlanUsageError,
  };
}

/** What the program printed goes to standard error, so that standard output holds the plan and nothing else. */
function forwardOutput({ stdout = "", stderr = "" }: OutputPlan, terminal: Terminal): void {
  for (const text of [stdout, stderr]) {
    const lines = text.trim() === "" ? [] : safeLines(text.trimEnd());
    for (const line of lines) terminal.stderr.write(`program: ${line}\n`);
  }
}

async function print(report: PlanReport, options: PlanCommandOptions, terminal: Terminal): Promise<void> {
  if (options.json) {
    terminal.stdout.write(`${safeJson(planDocument(report), 2)}\n`);
  } else if (options.graph) {
    const { mermaidChart } = await import("../mermaid/mermaid-chart.js");
    terminal.stdout.write(mermaidChart(report.graph));
    const page = pageOptions(terminal, { ...options, color: false });
    const findings = [
      ...diagnosticLines(
        report.diagnostics.filter(({ severity }) => severity === "warning"),
        page,
      ),
      ...diagnosticLines(ownErrors(report), page),
      ...problemLines(report.graph.problems, page),
    ];
    for (const line of findings) terminal.stderr.write(`${line}\n`);
  } else {
    terminal.stdout.write(planPage(report, pageOptions(terminal, options)));
  }
}
