import type { Estimate } from "@roadstead/cost";
import { estimate } from "@roadstead/cost";
import type { FailOn } from "@roadstead/policy";
import { audit, auditFails, summaryOf } from "@roadstead/policy";
import type { PlanPolicies, PlanReport } from "../report/plan-report.js";
import type { Terminal } from "../terminal.js";
import { loadBase } from "./load-graph.js";
import { loadPriceBook } from "./load-price-sheet.js";
import type { PlanCommandOptions } from "./plan-options.js";
import { evidenceHashes, loadGuardrails, packs } from "./rule-packs.js";

/** What the rules shall say of a plan. */
export type AskRules = (report: PlanReport & { readonly cost: Estimate }) => PlanPolicies;

/**
 * Reads all that rules need beside the plan, so that a wrong file is told before the program runs.
 * @throws PlanUsageError with all that is wrong with the files.
 */
export async function loadRules(
  directory: string,
  options: PlanCommandOptions,
  asOf: string,
  terminal: Terminal,
): Promise<AskRules> {
  const rules = loadGuardrails(options, terminal);
  const hashes = evidenceHashes(rules, options.prices);
  const base = options.compare === undefined ? undefined : await loadBase(options.compare, options, terminal);
  const failOn: FailOn = options.failOn ?? "mandatory";
  return ({ graph, cost }) => {
    const before =
      base === undefined || base.failed
        ? {}
        : { before: estimate(base.graph, { book: loadPriceBook(options.prices), asOf }) };
    const { lines, gaps } = cost;
    const found = audit([{ name: directory, graph, phase: "plan", cost: { lines, gaps, ...before } }], {
      packs,
      guardrails: rules.guardrails,
      asOf,
      hashes,
    });
    return { audit: found, summary: summaryOf(found), failed: auditFails(found, failOn) };
  };
}
