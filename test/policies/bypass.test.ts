import { estimate } from "@roadstead/cost";
import type { ControlResult, Phase } from "@roadstead/policy";
import { audit, readGuardrails } from "@roadstead/policy";
import { describe, expect, it } from "vitest";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import type { BypassAttempt } from "./bypass/attempt.js";
import { bypassAttempts } from "./bypass/index.js";
import { runInEngine } from "./run-in-engine.js";
import { sampleGraph } from "./sample-graph.js";

const packs = [clusterBaseline, costGuardrails];
const rules = packs.flatMap((pack) => pack.rules);
const packOf = (rule: string) => packs.find((pack) => pack.rules.some(({ name }) => name === rule)) ?? clusterBaseline;

const asOfOf = ({ asOf = "2026-11-24" }: BypassAttempt): string => asOf;

function inFile(attempt: BypassAttempt, phase: Phase, guardrails = attempt.guardrails): readonly ControlResult[] {
  const graph = sampleGraph(attempt.resources, attempt.stack);
  const read = readGuardrails({ version: 1, ...guardrails }, rules);
  if (read.guardrails === undefined) throw new Error(JSON.stringify(read.problems));
  const cost = estimate(graph, { asOf: asOfOf(attempt) });
  const options = { packs, guardrails: read.guardrails, asOf: asOfOf(attempt) };
  return audit([{ name: "attempt", graph, phase, cost }], options).results.filter(({ rule }) => rule === attempt.rule);
}

/** What `onUnknown: fail` makes of the rule that is to catch it. */
const strict = ({ rule, guardrails = {} }: BypassAttempt): Readonly<Record<string, unknown>> => ({
  ...guardrails,
  rules: { ...(guardrails["rules"] as object | undefined), [rule]: { level: "mandatory", onUnknown: "fail" } },
});

const all = Object.entries(bypassAttempts);

describe.each(all)("a bypass by %s", (_, attempts) => {
  it.each(attempts)("is caught: $name", (attempt) => {
    for (const phase of attempt.phases ?? (["plan", "preview", "state"] as const)) {
      const found = inFile(attempt, phase);
      const loud = found.filter(({ result, status }) => result !== "pass" && status === "open");
      expect(loud.length, `${phase}: ${JSON.stringify(found)}`).toBeGreaterThan(0);
      if (attempt.caught === "blocked")
        expect(
          loud.some(({ blocking }) => blocking),
          phase,
        ).toBe(true);
      else
        expect(
          inFile(attempt, phase, strict(attempt)).some(({ blocking }) => blocking),
          phase,
        ).toBe(true);
    }
    if (attempt.phases === undefined) expectTold(attempt);
  });
});

/** In the engine: by the rule's own policy, by the one beside it that advises, or by the one of the whole stack. */
function expectTold(attempt: BypassAttempt): void {
  const run = (guardrails = attempt.guardrails) =>
    runInEngine(packOf(attempt.rule), sampleGraph(attempt.resources, attempt.stack), {
      ...(guardrails === undefined ? {} : { guardrails }),
      asOf: asOfOf(attempt),
    });
  const isOfRule = ({ policy, message }: { readonly policy: string; readonly message: string }): boolean =>
    [attempt.rule, `${attempt.rule}-advice`].includes(policy) ||
    (policy === "whole-stack" && message.startsWith(`${attempt.rule}: `));
  const { told, blocked } = run();
  expect(told.filter(isOfRule).length, JSON.stringify(told)).toBeGreaterThan(0);
  const stops = attempt.caught === "blocked" ? blocked : run(strict(attempt)).blocked;
  expect(stops.filter(isOfRule).length, JSON.stringify(told)).toBeGreaterThan(0);
}

it("there are more than 30 attempts, each with a name of its own", () => {
  const names = all.flatMap(([, attempts]) => attempts.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(50);
});

it.each([
  ["a waiver of everything", { targets: [{ glob: "urn:pulumi:*::*::*" }] }],
  ["a waiver without an end", { expires: undefined }],
  ["a waiver until the day that never comes", { expires: "9999-12-31" }],
  ["a waiver of every rule", { rule: "*" }],
])("refuses %s, and with it the whole file", (_, change) => {
  const [first] = bypassAttempts.waivers;
  const { waivers } = first?.guardrails as { readonly waivers: { readonly entries: readonly object[] } };
  const file = { version: 1, waivers: { entries: waivers.entries.map((entry) => ({ ...entry, ...change })) } };
  expect(readGuardrails(file, rules).guardrails).toBeUndefined();
});
