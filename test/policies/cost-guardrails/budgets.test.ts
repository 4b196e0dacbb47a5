import type { StackCost } from "@roadstead/policy";
import { budgetChange } from "../../../policies/cost-guardrails/rules/budget-change.js";
import { monthlyBudget } from "../../../policies/cost-guardrails/rules/monthly-budget.js";
import { priceCoverage } from "../../../policies/cost-guardrails/rules/price-coverage.js";
import type { RuleCase } from "../rule-cases.js";
import { ruleCases } from "../rule-cases.js";
import { group } from "./cost-samples.js";

const usd = (floor: number, expected: number, ceiling: number) => ({ floor, expected, ceiling });
const pool = group("g5.xlarge", 0, 4);
const urn = "urn:pulumi:dev::shop::aws:eks/nodeGroup:NodeGroup::r0";
const unpriced = { kind: "unpriced", urn: `${urn}x`, what: "p9.48xlarge", reason: "no list has it" } as const;
const unknownSize = { ...unpriced, kind: "unknown", what: "most nodes" } as const;

const costing = (cost: Partial<StackCost> | undefined, budget?: Readonly<Record<string, unknown>>): RuleCase => ({
  resources: [pool],
  ...(cost === undefined
    ? {}
    : { cost: { lines: [{ urn, usdPerMonth: usd(100, 500, 900), owner: "ml" }], gaps: [], ...cost } }),
  ...(budget === undefined ? {} : { guardrails: { budgets: [{ name: "all", ...budget }] } }),
});

ruleCases(monthlyBudget, {
  pass: {
    "as much as it may": costing({}, { monthlyUsd: 500 }),
    "an owner's part": costing({}, { monthlyUsd: 500, owner: "ml" }),
    "what is billed by use": costing({ gaps: [{ ...unpriced, kind: "usage" }] }, { monthlyUsd: 500 }),
  },
  fail: {
    "more than it may": { ...costing({}, { monthlyUsd: 499.99 }), says: "500.00 USD a month, more than 499.99 USD" },
    "a ceiling": costing({}, { monthlyUsd: 600, on: "ceiling" }),
    "more, with something unknown beside": costing({ gaps: [unknownSize] }, { monthlyUsd: 100 }),
  },
  unknown: {
    "a size": { ...costing({ gaps: [unknownSize] }, { monthlyUsd: 500 }), says: "most nodes of r0x" },
    "a price": costing({ gaps: [unpriced] }, { monthlyUsd: 500 }),
    "the estimate": costing(undefined, { monthlyUsd: 500 }),
    "where the budget says to advise": costing({ gaps: [unpriced] }, { monthlyUsd: 500, onUnknown: "advise" }),
    "whose a resource is": costing({ lines: [{ urn, usdPerMonth: usd(1, 1, 1) }] }, { monthlyUsd: 500, owner: "ml" }),
  },
  notApplicable: {
    "no budget": costing({}),
    "a budget of other stacks": costing({}, { monthlyUsd: 1, stacks: ["prod"] }),
  },
});

const costBefore = (range: ReturnType<typeof usd>) => ({
  before: { lines: [{ urn, usdPerMonth: range, owner: "ml" }], gaps: [] },
});
const before = costBefore(usd(100, 400, 900));
const others = {
  lines: [...before.before.lines, { urn: `${urn}y`, usdPerMonth: usd(0, 9000, 0), owner: "web" }],
  gaps: [],
};
ruleCases(budgetChange, {
  pass: {
    "as much as it may add": costing(before, { increaseUsd: 100, increasePercent: 25 }),
    "an owner's part": costing({ before: others }, { increaseUsd: 100, owner: "ml" }),
    "one that was above already": costing(before, { crossingUsd: 300 }),
  },
  fail: {
    "too many dollars": costing(before, { increaseUsd: 99 }),
    "too many percent": costing(before, { increasePercent: 24 }),
    "anything where there was nothing": costing(costBefore(usd(0, 0, 0)), { increasePercent: 1000 }),
    "too many dollars of an owner, while others save": costing({ before: others }, { increaseUsd: 99, owner: "ml" }),
    "a threshold": costing(before, { crossingUsd: 450 }),
  },
  unknown: {
    "what was before": costing({}, { increaseUsd: 1000 }),
    "a size": costing({ ...before, gaps: [unknownSize] }, { increaseUsd: 1000 }),
  },
  notApplicable: { "a budget of months": costing(before, { monthlyUsd: 1 }) },
});

ruleCases(priceCoverage, {
  pass: { all: costing({}) },
  fail: { half: { ...costing({ gaps: [unpriced] }), says: "50 % of what costs something has a price; without: r0x" } },
  unknown: { "the estimate": costing(undefined) },
  notApplicable: { "nothing that costs": costing({ lines: [] }) },
});
