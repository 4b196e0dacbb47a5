import type { Problem } from "@roadstead/core";
import { formatProblems } from "@roadstead/core";
import type { PriceBook } from "@roadstead/cost";
import { estimate } from "@roadstead/cost";
import { PlanUsageError, readStored } from "@roadstead/plan/stored";
import type { AuditInput } from "@roadstead/policy";
import { audit, auditFails } from "@roadstead/policy";
import type { Terminal } from "../terminal.js";
import { safeLines } from "../text/safe-text.js";
import { today } from "./as-of.js";
import { auditFiles } from "./audit-files.js";
import type { AuditCommandOptions } from "./audit-options.js";
import { auditReports } from "./audit-reports.js";
import { loadPriceBook } from "./load-price-sheet.js";
import { printPieces, writePieces } from "./report-pieces.js";
import { evidenceHashes, loadGuardrails, packs } from "./rule-packs.js";

/** Audits files, and prints or writes the reports. Returns the exit code. */
export async function runAudit(
  names: readonly string[],
  options: AuditCommandOptions,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  try {
    return await auditNamed(names, options, terminal);
  } catch (error) {
    if (!(error instanceof PlanUsageError)) throw error;
    terminal.stderr.write(`${safeLines(formatProblems(error.problems)).join("\n")}\n`);
    return 2;
  }
}

async function auditNamed(names: readonly string[], options: AuditCommandOptions, terminal: Terminal): Promise<0 | 1> {
  const asOf = options.asOf ?? today();
  const book = loadPriceBook(options.prices);
  const rules = loadGuardrails(options, terminal);
  const inputs = readInputs(auditFiles(names), book, asOf);
  const hashes = evidenceHashes(rules, options.prices);
  const found = audit(inputs, { packs, guardrails: rules.guardrails, asOf, hashes });
  for (const { format, file } of options.reports) {
    const pieces = auditReports[format](found);
    if (file === undefined) await printPieces(pieces, terminal.stdout);
    else writePieces(pieces, file);
  }
  return auditFails(found, options.failOn) ? 1 : 0;
}

/** One after the other, so that no two files are held at a time. All that cannot be read are told together. */
function* readInputs(files: readonly string[], book: PriceBook, asOf: string): Generator<AuditInput> {
  const problems: Problem[] = [];
  for (const file of files) {
    let input: AuditInput | undefined;
    try {
      input = readInput(file, book, asOf);
    } catch (error) {
      if (!(error instanceof PlanUsageError)) throw error;
      problems.push(...error.problems);
    }
    if (input !== undefined) yield input;
  }
  if (problems.length > 0) throw new PlanUsageError(problems);
}

function readInput(file: string, book: PriceBook, asOf: string): AuditInput {
  const { kind, graph, before, sha256: hash } = readStored(file);
  const settings = { book, asOf };
  const { lines, gaps } = estimate(graph, settings);
  const cost = { lines, gaps, ...(before === undefined ? {} : { before: estimate(before, settings) }) };
  return { name: file, sha256: hash, graph, phase: kind, cost };
}
