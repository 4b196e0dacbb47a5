import { formatProblems } from "@roadstead/core";
import { compareCosts, estimate } from "@roadstead/cost";
import { PlanUsageError } from "@roadstead/plan";
import { costMarkdown } from "../render/cost-markdown.js";
import { costPage } from "../render/cost-page.js";
import type { CostReport } from "../report/cost-document.js";
import { costDocument } from "../report/cost-document.js";
import type { Terminal } from "../terminal.js";
import { pageOptions } from "../terminal.js";
import { withoutSecrets } from "../report/cost-secrets.js";
import { safeJson, safeLines } from "../text/safe-text.js";
import { today } from "./as-of.js";
import type { CostCommandOptions } from "./cost-options.js";
import type { GraphSource, LoadedGraph } from "./load-graph.js";
import { loadAny, loadBase, loadGraph } from "./load-graph.js";
import { checkMeanNodes, loadMeanNodes } from "./load-mean-nodes.js";
import { loadPriceBook } from "./load-price-sheet.js";

/** Prices a program, a state or a preview, and prints it. Returns the exit code. */
export async function runCost(directory: string, options: CostCommandOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  return orUsage(terminal, async () => {
    const after = await loadGraph(sourceOf(directory, options), options, terminal);
    const before = options.compare === undefined ? undefined : await loadBase(options.compare, options, terminal);
    return report(after, before, options, terminal);
  });
}

/** Compares the prices of two plans or states, and prints the change. Returns the exit code. */
export async function runDiff(
  [before, after]: readonly [string, string],
  options: CostCommandOptions,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  return orUsage(terminal, async () =>
    report(await loadAny(after, options, terminal), await loadBase(before, options, terminal), options, terminal),
  );
}

const sourceOf = (directory: string, { state, preview }: CostCommandOptions): GraphSource => {
  if (state !== undefined) return { kind: "state", file: state };
  return preview === undefined ? { kind: "program", directory } : { kind: "preview", file: preview };
};

function report(
  after: LoadedGraph,
  before: LoadedGraph | undefined,
  options: CostCommandOptions,
  terminal: Terminal,
): 0 | 1 {
  const meanNodes = loadMeanNodes(options.forecast ?? []);
  const settings = { book: loadPriceBook(options.prices), asOf: options.asOf ?? today() };
  const now = estimate(after.graph, { ...settings, meanNodes });
  checkMeanNodes(meanNodes, now);
  const failed = after.failed || before?.failed === true;
  const costs: CostReport = {
    project: after.graph.project,
    stack: after.graph.stack,
    estimate: now,
    complete: after.graph.complete && !failed && before?.graph.complete !== false,
    ...(before === undefined
      ? {}
      : {
          base: { project: before.graph.project, stack: before.graph.stack },
          comparison: compareCosts(estimate(before.graph, { ...settings, meanNodes }), now),
        }),
  };
  terminal.stdout.write(
    printed(withoutSecrets(costs, [after.graph, ...(before ? [before.graph] : [])]), options, terminal),
  );
  return failed ? 1 : 0;
}

function printed(costs: CostReport, options: CostCommandOptions, terminal: Terminal): string {
  switch (options.format) {
    case "json":
      return `${safeJson(costDocument(costs), 2)}\n`;
    case "markdown":
      return costMarkdown(costs);
    case "table":
      return costPage(costs, pageOptions(terminal, options));
  }
}

async function orUsage(terminal: Terminal, work: () => Promise<0 | 1>): Promise<0 | 1 | 2> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PlanUsageError)) throw error;
    terminal.stderr.write(`${safeLines(formatProblems(error.problems)).join("\n")}\n`);
    return 2;
  }
}
