import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { pack as clusterBaseline } from "@roadstead/cluster-baseline/pack";
import { formatProblems } from "@roadstead/core";
import type { PriceBook } from "@roadstead/cost";
import { estimate } from "@roadstead/cost";
import { pack as costGuardrails } from "@roadstead/cost-guardrails/pack";
import { PlanUsageError, readStored } from "@roadstead/plan";
import type { Audit, AuditInput, Guardrails, Pack } from "@roadstead/policy";
import {
  audit,
  auditFails,
  guardrailsVariable,
  jsonReport,
  junitReport,
  markdownReport,
  noGuardrails,
  readGuardrails,
  rulesPage,
  sarifReport,
} from "@roadstead/policy";
import { parse } from "yaml";
import type { Terminal } from "../terminal.js";
import { safeLines } from "../text/safe-text.js";
import { today } from "./as-of.js";
import { auditFiles } from "./audit-files.js";
import type { AuditCommandOptions, AuditFormat } from "./audit-options.js";
import { loadPriceBook } from "./load-price-sheet.js";

const packs: readonly Pack[] = [clusterBaseline, costGuardrails];

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

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
  const { guardrails, hash } = loadGuardrails(options.guardrails ?? terminal.env[guardrailsVariable]);
  const inputs = auditFiles(names).map((file) => readInput(file, book, asOf));
  const hashes = {
    ...Object.fromEntries(packs.map((pack) => [`pack ${pack.name}`, packHash(pack)])),
    ...(hash === undefined ? {} : { guardrails: hash }),
    prices: sha256(options.prices === undefined ? "list prices" : readFileSync(options.prices)),
  };
  const found = audit(inputs, { packs, guardrails, asOf, hashes });
  const wanted = options.format.length === 0 ? [{ format: "markdown" as const }] : options.format;
  for (const report of wanted) {
    const file = ("file" in report ? report.file : undefined) ?? options.output;
    const text = reports[report.format](found);
    if (file === undefined) terminal.stdout.write(text);
    else writeReport(file, text);
  }
  return auditFails(found, options.failOn) ? 1 : 0;
}

/** One hash for all that decides what a pack answers. */
const packHash = (pack: Pack): string =>
  sha256([pack.version, rulesPage(pack), ...pack.rules.map(({ check }) => String(check))].join("\n"));

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

function loadGuardrails(file: string | undefined): { readonly guardrails: Guardrails; readonly hash?: string } {
  if (file === undefined || file === "") return { guardrails: noGuardrails };
  let text: string;
  let value: unknown;
  try {
    text = readFileSync(file, "utf8");
    value = parse(text);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new PlanUsageError([{ rule: "guardrails/readable", path: file, message }]);
  }
  const { guardrails, problems } = readGuardrails(
    value,
    packs.flatMap(({ rules }) => rules),
  );
  if (guardrails === undefined) throw new PlanUsageError(problems);
  return { guardrails, hash: sha256(text) };
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PlanUsageError([{ rule: "audit/write", path: file, message }]);
  }
}
