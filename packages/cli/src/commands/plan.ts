import { formatProblems } from "@roadstead/core";
import type { PriceBook } from "@roadstead/cost";
import { estimate } from "@roadstead/cost";
import type { PlanAnswers } from "@roadstead/plan";
import { PlanUsageError, loadAnswers, planProject } from "@roadstead/plan";
import { withProgress } from "../progress.js";
import { diagnosticLines, problemLines } from "../render/findings.js";
import { planFindingSections } from "../render/plan-findings.js";
import { planPage } from "../render/plan-page.js";
import { planDocument } from "../report/plan-document.js";
import type { PlanReport } from "../report/plan-report.js";
import { ownErrors, planReport } from "../report/plan-report.js";
import type { Terminal } from "../terminal.js";
import { pageOptions } from "../terminal.js";
import { safeJson, safeLines } from "../text/safe-text.js";
import { today } from "./as-of.js";
import { type OutputPlan, failedPlan } from "./failed-plan.js";
import { loadPriceBook } from "./load-price-sheet.js";
import { saveManifests } from "./save-manifests.js";
import type { PlanCommandOptions } from "./plan-options.js";
import type { AskRules } from "./plan-policies.js";

/** Plans the project in `directory` and prints it. Returns the exit code. */
export async function runPlan(directory: string, options: PlanCommandOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const asOf = options.asOf ?? today();
  const inputs = await filesOf(directory, options, asOf, terminal);
  if (inputs === undefined) return 2;
  const loaded = options.answers === undefined ? undefined : loadAnswers(options.answers);
  if (loaded !== undefined && loaded.answers === undefined) {
    terminal.stderr.write(`${safeLines(formatProblems(loaded.problems)).join("\n")}\n`);
    if (options.json) {
      printDocument(planReport(failedPlan(directory, options.stack, new PlanUsageError(loaded.problems))), terminal);
    }
    return 2;
  }
  const plan = await withProgress(terminal, `Planning ${directory}`, () =>
    planned(directory, options, loaded?.answers),
  );
  forwardOutput(plan, terminal);
  const report = judged(planReport(plan), inputs, asOf);
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

interface PlanInputs {
  readonly book: PriceBook;
  readonly askRules?: AskRules;
}

/** What the files of the command line hold; undefined where one is wrong, which is said then. */
async function filesOf(
  directory: string,
  options: PlanCommandOptions,
  asOf: string,
  terminal: Terminal,
): Promise<PlanInputs | undefined> {
  try {
    const book = loadPriceBook(options.prices);
    if (!options.policies) return { book };
    const { loadRules } = await import("./plan-policies.js");
    return { book, askRules: await loadRules(directory, options, asOf, terminal) };
  } catch (error) {
    if (!(error instanceof PlanUsageError)) throw error;
    terminal.stderr.write(`${safeLines(formatProblems(error.problems)).join("\n")}\n`);
    if (options.json) printDocument(planReport(failedPlan(".", options.stack, error)), terminal);
    return undefined;
  }
}

/** The plan with its price and what rules say of it. Half of a program has neither that is worth a word. */
function judged(report: PlanReport, { book, askRules }: PlanInputs, asOf: string): PlanReport {
  if (report.failed || report.graph.resources.length === 0) return report;
  const priced = { ...report, cost: estimate(report.graph, { book, asOf }) };
  return askRules === undefined ? priced : { ...priced, policies: askRules(priced) };
}

/** What the program printed goes to standard error, so that standard output holds the plan and nothing else. */
function forwardOutput({ stdout = "", stderr = "" }: OutputPlan, terminal: Terminal): void {
  for (const text of [stdout, stderr]) {
    const lines = text.trim() === "" ? [] : safeLines(text.trimEnd());
    for (const line of lines) terminal.stderr.write(`program: ${line}\n`);
  }
}

/** Says on standard output, in a document of its own, that the command line is wrong. */
export function printUsageDocument(message: string, terminal: Terminal): void {
  printDocument(planReport(failedPlan(".", undefined, new Error(message), "usage")), terminal);
}

function printDocument(report: PlanReport, terminal: Terminal): void {
  terminal.stdout.write(`${safeJson(planDocument(report), 2)}\n`);
}

async function print(report: PlanReport, options: PlanCommandOptions, terminal: Terminal): Promise<void> {
  if (options.json) {
    printDocument(report, terminal);
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
      ...(report.policies === undefined ? [] : planFindingSections(report.policies, page)),
    ];
    for (const line of findings) terminal.stderr.write(`${line}\n`);
  } else {
    terminal.stdout.write(planPage(report, pageOptions(terminal, options)));
  }
}
