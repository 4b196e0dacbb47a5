import { formatProblems } from "@roadstead/core";
import type { PriceBook } from "@roadstead/cost";
import { estimate } from "@roadstead/cost";
import { PlanUsageError } from "@roadstead/plan";
import { diagnosticLines, problemLines } from "../render/findings.js";
import { planFindingSections } from "../render/plan-findings.js";
import { planPage } from "../render/plan-page.js";
import { withoutSecrets } from "../report/cost-secrets.js";
import { planDocument } from "../report/plan-document.js";
import type { PlanReport } from "../report/plan-report.js";
import { ownErrors, planReport } from "../report/plan-report.js";
import type { Terminal } from "../terminal.js";
import { pageOptions } from "../terminal.js";
import { safeJson, safeLines } from "../text/safe-text.js";
import { type OutputPlan, failedPlan } from "./failed-plan.js";
import { loadPriceBook } from "./load-price-sheet.js";
import type { PlanCommandOptions } from "./plan-options.js";
import type { AskRules } from "./plan-policies.js";

interface PlanInputs {
  readonly book: PriceBook;
  readonly askRules?: AskRules;
}

/** What the files of the command line hold; undefined where one is wrong, which is said then. */
export async function inputsOf(
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

/** What there is to say of a plan: its price, and what rules say of it. Half of a program has neither that is worth a word. */
export function reportOf(plan: OutputPlan, { book, askRules }: PlanInputs, asOf: string): PlanReport {
  const report = planReport(plan);
  if (report.failed || report.graph.resources.length === 0) return report;
  const cost = estimate(report.graph, { book, asOf });
  // Budgets are of owners by their names, and findings lose secrets by themselves.
  const policies = askRules?.({ ...report, cost });
  return {
    ...report,
    cost: withoutSecrets(cost, [report.graph]),
    ...(policies === undefined ? {} : { policies }),
  };
}

/** Says on standard output, in a document of its own, that the command line is wrong. */
export function printUsageDocument(message: string, terminal: Terminal): void {
  printDocument(planReport(failedPlan(".", undefined, new Error(message), "usage")), terminal);
}

/** Says on standard output, in a document of its own, what is wrong with a file of the command line. */
export function printFailure(plan: OutputPlan, terminal: Terminal): void {
  printDocument(planReport(plan), terminal);
}

function printDocument(report: PlanReport, terminal: Terminal): void {
  terminal.stdout.write(`${safeJson(planDocument(report), 2)}\n`);
}

/** Prints a report as the options want it. */
export async function print(report: PlanReport, options: PlanCommandOptions, terminal: Terminal): Promise<void> {
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
