import type { Answer, Phase, Rule, StackCost } from "@roadstead/policy";
import { audit, contextOf, environmentOf, readGuardrails, settingOf, stackView } from "@roadstead/policy";
import { describe, expect, it } from "vitest";
import type { SampleResource } from "./sample-graph.js";
import { sampleGraph } from "./sample-graph.js";

/** A program, and what counts beside it. Alone it is a list of resources. */
export interface RuleCase {
  readonly resources: readonly SampleResource[];
  readonly stack?: string;
  readonly phase?: Phase;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly guardrails?: Readonly<Record<string, unknown>>;
  readonly cost?: StackCost;
  /** Part of the message that must be there. */
  readonly says?: string;
}

type Cases = Readonly<Record<string, RuleCase | readonly SampleResource[] | SampleResource>>;

export interface RuleCases {
  readonly pass: Cases;
  readonly fail: Cases;
  readonly unknown: Cases;
  readonly notApplicable: Cases;
}

const asOf = "2026-11-24";

const caseOf = (given: RuleCase | readonly SampleResource[] | SampleResource): RuleCase => {
  if (Array.isArray(given)) return { resources: given as readonly SampleResource[] };
  return "type" in given ? { resources: [given] } : (given as RuleCase);
};

const results = { pass: "pass", fail: "fail", unknown: "unknown", notApplicable: "not-applicable" } as const;

/** Tests of one rule: what it says of each case, and that a waiver lets what it finds through and keeps it in sight. */
export function ruleCases(rule: Rule, cases: RuleCases): void {
  describe(rule.name, () => {
    for (const kind of ["pass", "fail", "unknown", "notApplicable"] as const) {
      it.each(Object.entries(cases[kind]))(`says ${results[kind]} of %s`, (_, given) => {
        const found = strongest(answers(rule, caseOf(given)));
        expect(found.result, JSON.stringify(found)).toBe(results[kind]);
        const { says } = caseOf(given);
        if (says !== undefined) expect("message" in found ? found.message : "").toContain(says);
      });
    }
    it("has cases of every answer", () => {
      expect(Object.entries(cases).filter(([, of]) => Object.keys(of as Cases).length === 0)).toEqual([]);
      expect(Object.keys(cases).sort()).toEqual(Object.keys(results).sort());
    });
    it("keeps a waived finding in sight and lets it through", () => {
      const [first = []] = Object.values(cases.fail);
      expectWaived(rule, caseOf(first));
    });
  });
}

function settings(rule: Rule, { config, guardrails = {} }: RuleCase, more: Readonly<Record<string, unknown>> = {}) {
  const rules = config === undefined ? {} : { rules: { [rule.name]: { config } } };
  const read = readGuardrails({ version: 1, ...rules, ...guardrails, ...more }, [rule]);
  expect(read.problems).toEqual([]);
  if (read.guardrails === undefined) throw new Error("no guardrails");
  return read.guardrails;
}

function answers(rule: Rule, given: RuleCase): readonly Answer[] {
  const graph = sampleGraph(given.resources, given.stack ?? "dev");
  const stack = stackView(graph, { phase: given.phase ?? "plan" });
  const guardrails = settings(rule, given);
  const setting = settingOf(rule, guardrails, environmentOf(guardrails, graph.stack).name);
  const cost = given.cost === undefined ? {} : { cost: given.cost };
  const context = contextOf(setting, { stack, guardrails, asOf, ...cost });
  if (rule.scope === "stack") return rule.check(stack, context);
  return stack.ofType(...rule.types).map((view) => rule.check(view, context));
}

const order = ["fail", "unknown", "pass", "not-applicable"] as const;

function strongest(all: readonly Answer[]): Answer {
  for (const result of order) {
    const found = all.find((answer) => answer.result === result);
    if (found !== undefined) return found;
  }
  return { result: "not-applicable" };
}

function expectWaived(rule: Rule, given: RuleCase): void {
  const waiver = {
    id: "W-1",
    rule: rule.name,
    targets: [{ glob: `urn:pulumi:${given.stack ?? "dev"}::shop::*` }],
    reason: "agreed",
    owner: "platform",
    ticket: "OPS-1",
    created: "2026-11-01",
    expires: "2027-01-10",
  };
  const cost = given.cost === undefined ? {} : { cost: given.cost };
  const graph = sampleGraph(given.resources, given.stack ?? "dev");
  const found = audit([{ name: "plan", graph, phase: given.phase ?? "plan", ...cost }], {
    packs: [{ name: "pack", version: "1.0.0", description: "", rules: [rule] }],
    guardrails: settings(rule, given, { waivers: { entries: [waiver] } }),
    asOf,
  }).results.filter(({ result }) => result === "fail");
  expect(found.length).toBeGreaterThan(0);
  for (const result of found)
    expect(result).toMatchObject({ status: "waived", blocking: false, waiver: { id: "W-1" } });
}
