import { readFileSync, writeFileSync } from "node:fs";
import { formatProblems } from "@roadstead/core";
import type { PriceBook } from "@roadstead/cost";
import { estimate } from "@roadstead/cost";
import { PlanUsageError, readStored } from "@roadstead/plan";
import type { Audit, AuditInput } from "@roadstead/policy";
import { audit, auditFails, jsonReport, junitReport, markdownReport, sarifReport } from "@roadstead/policy";
import type { Terminal } from "../terminal.js";
import { safeLines } from "../text/safe-text.js";
import { today } from "./as-of.js";
import { auditFiles } from "./audit-files.js";
import type { AuditCommandOptions, AuditFormat } from "./audit-options.js";
import { loadPriceBook } from "./load-price-sheet.js";
import { evidenceHashes, loadGuardrails, packs, sha256 } from "./rule-packs.js";

const reports: Readonly<Record<AuditFormat, (found: Audit) => string>> = {
  markdown: markdownReport,
  json: jsonReport,
  sarif: (found) => sarifReport(found, sha256),
  junit: junitReport,
};

/** Audits files, and prints or writes the reports. Returns the exit code. */
export async function runAudit(
  names: readonly string[],
  options: AuditCommandOptions,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  try {
    return auditNamed(names, options, terminal);
  } catch (error) {
    if (!(error instanceof PlanUsageError)) throw error;
    terminal.stderr.write(`${safeLines(formatProblems(error.problems)).join("\n")}\n`);
    return 2;
  }
}

function auditNamed(names: readonly string[], options: AuditCommandOptions, terminal: Terminal): 0 | 1 {
  const asOf = options.asOf ?? today();
  const book = loadPriceBook(options.prices);
  const rules = loadGuardrails(options.guardrails, terminal);
  const inputs = auditFiles(names).map((file) => readInput(file, book, asOf));
  const hashes = evidenceHashes(rules, options.prices);
  const found = audit(inputs, { packs, guardrails: rules.guardrails, asOf, hashes });
  const wanted = options.format.length === 0 ? [{ format: "markdown" as const }] : options.format;
  for (const report of wanted) {
    const file = ("file" in report ? report.file : undefined) ?? options.output;
    const text = reports[report.format](found);
    if (file === undefined) terminal.stdout.write(text);
    else writeReport(file, text);
  }
  return auditFails(found, options.failOn) ? 1 : 0;
}

function readInput(file: string, book: PriceBook, asOf: string): AuditInput {
  const { kind, graph, before } = readStored(file);
  const settings = { book, asOf };
  const { lines, gaps } = estimate(graph, settings);
  return {
    name: file,
    sha256: sha256(readFileSync(file)),
    graph,
    phase: kind,
    cost: { lines, gaps, ...(before === undefined ? {} : { before: estimate(before, settings).usdPerMonth }) },
  };
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PlanUsageError([{ rule: "audit/write", path: file, message }]);
  }
}
