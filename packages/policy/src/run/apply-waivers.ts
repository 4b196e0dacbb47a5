import { stackType } from "@roadstead/core";
import { baselineKey } from "../guardrails/baseline.js";
import { daysBetween } from "../guardrails/file-reader.js";
import { canMatchBeyond, matchesGlob } from "../guardrails/glob.js";
import type { Guardrails, Waiver } from "../guardrails/guardrails.js";
import type { StackCost } from "../rule/rule.js";
import type { ControlResult } from "./finding.js";

/** Name of the pack to which belongs what is wrong with waivers, baseline and inputs. */
export const guardrailsPack = "guardrails";

/** Rules about what an audit is given; not to be switched off by it. */
export const guardrailRules = {
  "waiver-expired": "A waiver that has ended is taken out or decided anew",
  "waiver-expiring": "A waiver that ends soon is decided anew",
  "waiver-unused": "A waiver that nothing needs is taken out",
  "waiver-over-cost": "A waiver holds while the resource costs no more than it says",
  "baseline-stale": "What is no longer found is taken out of the baseline",
  "input-incomplete": "All resources are there to be asked",
} as const;

/** Results after the waivers, and what became of these. */
export interface AppliedWaivers {
  readonly results: readonly ControlResult[];
  /** Ids of the waivers that a result needed, ended or not. */
  readonly needed: ReadonlySet<string>;
  readonly overCost: ReadonlyMap<string, string>;
}

const isFound = ({ result }: ControlResult): boolean => result === "fail" || result === "unknown";

const wouldCover = (waiver: Waiver, { rule, urn, type }: ControlResult): boolean =>
  waiver.rule === rule &&
  waiver.targets.some(({ kind, pattern }) =>
    kind === "type" ? pattern === type : kind === "urn" ? pattern === urn : matchesGlob(pattern, urn),
  );

/** True on the day itself: a waiver ends when its last day begins. */
const hasEnded = (waiver: Waiver, asOf: string): boolean => daysBetween(asOf, waiver.expires) <= 0;

/** Results with what waivers and baseline make of them. */
export function applyWaivers(
  results: readonly ControlResult[],
  { waivers, baseline }: Guardrails,
  asOf: string,
  cost: StackCost | undefined,
): AppliedWaivers {
  const needed = new Set<string>();
  const overCost = new Map<string, string>();
  const known = new Set(baseline.map(baselineKey));
  const decided = results.map((result): ControlResult => {
    if (!isFound(result)) return result;
    for (const waiver of waivers.entries) {
      if (!wouldCover(waiver, result)) continue;
      needed.add(waiver.id);
      if (hasEnded(waiver, asOf) || daysBetween(waiver.created, asOf) < 0) continue;
      const tooDear = costAgainst(waiver, result.urn, cost);
      if (tooDear !== undefined) {
        overCost.set(waiver.id, `${result.urn}: ${tooDear}`);
        continue;
      }
      const { id, owner, ticket, expires, reason } = waiver;
      return { ...result, status: "waived", waiver: { id, owner, ticket, expires, reason }, blocking: false };
    }
    return known.has(baselineKey(result)) ? { ...result, status: "baseline", blocking: false } : result;
  });
  return { results: decided, needed, overCost };
}

/** Why the resource is not within what the waiver allows. A cost that nobody can tell is not. */
function costAgainst(waiver: Waiver, urn: string, cost: StackCost | undefined): string | undefined {
  const cap = waiver.maxMonthlyUsd;
  if (cap === undefined) return undefined;
  if (cost === undefined) return "its cost is not known";
  // What is said of the stack costs what the stack costs; what is billed by use is in no estimate of a whole stack.
  const isWhole = urn.includes(`::${stackType}::`);
  const gap = cost.gaps.find((one) => (isWhole ? one.kind !== "usage" : one.urn === urn));
  if (gap !== undefined) return `its cost is not known: ${gap.reason}`;
  const expected = cost.lines
    .filter((line) => isWhole || line.urn === urn)
    .reduce((sum, line) => sum + line.usdPerMonth.expected, 0);
  return expected <= cap ? undefined : `${expected.toFixed(2)} USD a month, more than ${cap.toFixed(2)}`;
}

/** A stack that was asked, so that what the file says of others is left alone. */
export interface AskedStack {
  readonly project: string;
  readonly stack: string;
}

const urnPrefix = ({ project, stack }: AskedStack): string => `urn:pulumi:${stack}::${project}::`;

const concerns = ({ targets }: Waiver, stacks: readonly AskedStack[]): boolean =>
  targets.some(({ kind, pattern }) => kind === "type" || stacks.some((one) => canMatchBeyond(pattern, urnPrefix(one))));

/** Findings about the waivers and the baseline of the file, as far as they are about the stacks that were asked. */
export function guardrailFindings(
  { waivers, baseline }: Guardrails,
  asOf: string,
  applied: readonly AppliedWaivers[],
  stacks: readonly AskedStack[],
): readonly ControlResult[] {
  const findings: ControlResult[] = [];
  const add = (rule: keyof typeof guardrailRules, id: string, message: string, blocking = false): void => {
    findings.push({
      pack: guardrailsPack,
      rule,
      urn: `guardrails:${id}`,
      type: "guardrails",
      result: "fail",
      level: blocking ? "mandatory" : "advisory",
      status: "open",
      blocking,
      message,
    });
  };
  for (const waiver of waivers.entries) {
    const { id, owner, expires, created } = waiver;
    const left = daysBetween(asOf, expires);
    const needed = applied.some((one) => one.needed.has(id));
    if (left <= 0) add("waiver-expired", id, `the waiver ${id} of ${owner} ended on ${expires}`, true);
    else if (daysBetween(created, asOf) < 0) add("waiver-unused", id, `the waiver ${id} begins only on ${created}`);
    else if (!needed && concerns(waiver, stacks))
      add("waiver-unused", id, `nothing needs the waiver ${id} of ${owner}`);
    else if (needed && left <= waivers.soonDays) {
      add("waiver-expiring", id, `the waiver ${id} of ${owner} ends in ${left} days, on ${expires}`);
    }
    const tooDear = applied.map((one) => one.overCost.get(id)).find((text) => text !== undefined);
    if (tooDear !== undefined) add("waiver-over-cost", id, `the waiver ${id} does not hold for ${tooDear}`);
  }
  const stale = new Map(baseline.map((entry) => [baselineKey(entry), entry]));
  for (const { results } of applied) {
    for (const result of results) if (isFound(result)) stale.delete(baselineKey(result));
  }
  for (const [key, { rule, urn }] of stale) {
    if (!stacks.some((one) => urn.startsWith(urnPrefix(one)))) continue;
    add("baseline-stale", key, `${rule} is no longer found on ${urn}`);
  }
  return findings;
}
