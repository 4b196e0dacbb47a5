import { statSync } from "node:fs";
import type { ResourceGraph } from "@roadstead/core";
import { PlanUsageError, loadAnswers, planProject, readStored } from "@roadstead/plan";
import { withProgress } from "../progress.js";
import { diagnosticLines, problemLines } from "../render/findings.js";
import { ownErrors, planReport } from "../report/plan-report.js";
import type { Terminal } from "../terminal.js";
import { pageOptions } from "../terminal.js";
import type { CostCommandOptions } from "./cost-options.js";

/** What to price: a program, or what the engine wrote of one. */
export type GraphSource =
  | { readonly kind: "program"; readonly directory: string }
  | { readonly kind: "state" | "preview"; readonly file: string };

export interface LoadedGraph {
  readonly graph: ResourceGraph;
  /** The program failed, or nothing of it could be planned. */
  readonly failed: boolean;
}

type LoadOptions = Pick<CostCommandOptions, "stack" | "config" | "answers" | "timeout" | "width" | "color">;

/**
 * Plans a program, or reads a file. What is wrong with a program is said on standard error.
 * @throws PlanUsageError where there is nothing to load.
 */
export async function loadGraph(source: GraphSource, options: LoadOptions, terminal: Terminal): Promise<LoadedGraph> {
  if (source.kind !== "program") {
    const stored = readStored(source.file);
    if (stored.kind !== source.kind) {
      const message = `is a ${stored.kind}, not a ${source.kind}`;
      throw new PlanUsageError([{ rule: "file/kind", path: source.file, message, hint: `use --${stored.kind}` }]);
    }
    return reported(stored.graph, options, terminal);
  }
  const loaded = options.answers === undefined ? undefined : loadAnswers(options.answers);
  if (loaded !== undefined && loaded.answers === undefined) throw new PlanUsageError(loaded.problems);
  const plan = await withProgress(terminal, `Planning ${source.directory}`, () =>
    planProject(source.directory, {
      ...(options.stack === undefined ? {} : { stack: options.stack }),
      ...(loaded === undefined ? {} : { answers: loaded.answers }),
      config: options.config,
      timeoutMilliseconds: options.timeout * 1000,
    }),
  );
  return reported(plan, options, terminal);
}

/**
 * What a comparison starts from: a folder with a program, a state, or a preview, of which what is there before it.
 * @throws PlanUsageError where there is nothing to load.
 */
export async function loadBase(path: string, options: LoadOptions, terminal: Terminal): Promise<LoadedGraph> {
  if (isFolder(path)) return loadGraph({ kind: "program", directory: path }, options, terminal);
  const { before, graph } = readStored(path);
  return reported(before ?? graph, options, terminal);
}

/** A folder with a program, a state, or a preview, of which what is to be there after it. */
export async function loadAny(path: string, options: LoadOptions, terminal: Terminal): Promise<LoadedGraph> {
  if (isFolder(path)) return loadGraph({ kind: "program", directory: path }, options, terminal);
  return reported(readStored(path).graph, options, terminal);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function reported(graph: ResourceGraph, options: LoadOptions, terminal: Terminal): LoadedGraph {
  const report = planReport(graph);
  const page = pageOptions(terminal, { ...options, color: false });
  const lines = [
    ...diagnosticLines(
      report.diagnostics.filter(({ severity }) => severity === "warning"),
      page,
    ),
    ...diagnosticLines(ownErrors(report), page),
    ...problemLines(report.graph.problems, page),
  ];
  for (const line of lines) terminal.stderr.write(`${line}\n`);
  return { graph, failed: report.failed && !isEmptyState(graph) };
}

/** A state without resources is no failure: nothing has been made yet. */
const isEmptyState = (graph: ResourceGraph): boolean =>
  graph.resources.length === 0 && graph.problems.length === 0 && graph.diagnostics.length === 0;
