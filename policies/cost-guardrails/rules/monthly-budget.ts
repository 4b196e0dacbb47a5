import { fail, stackRule, unknown } from "@roadstead/policy";
import { budgetsOf, scopedCost } from "../budget-scope.js";

export const monthlyBudget = stackRule({
  name: "monthly-budget",
  title: "A stack costs no more in a month than its budgets say",
  severity: "critical",
  level: "mandatory",
  onUnknown: "fail",
  config: {},
  reads: ["all resources that have a price", "guardrails.yaml: budgets[].monthlyUsd"],
  why: "The bill comes a month later.",
  fix: "Make the stack smaller, or change the budget.",
  check: (stack, context) =>
    budgetsOf(stack, context, ({ monthlyUsd }) => monthlyUsd !== undefined).map((budget) => {
      const scoped = scopedCost(budget, context);
      const { monthlyUsd: limit = 0, name } = budget;
      if (scoped === undefined) return unknown(`the cost for the budget ${name}`, "it may be above it");
      const amounts = { value: `${scoped.usd[budget.on].toFixed(2)} USD`, limit: `${limit.toFixed(2)} USD` };
      if (scoped.usd[budget.on] > limit) {
        return fail(
          `${budget.on} is ${amounts.value} a month, more than ${amounts.limit} of the budget ${name}`,
          amounts,
        );
      }
      if (scoped.missing.length === 0) return { result: "pass", ...amounts };
      return unknown(scoped.missing.join(", "), `the stack may cost more than the budget ${name}`);
    }),
});
