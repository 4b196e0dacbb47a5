import { fail, stackRule } from "@roadstead/policy";
import { budgetsOf, scopedCost, unknownOf } from "../budget-scope.js";

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
      if (context.cost === undefined) return unknownOf(budget, "the cost");
      const { usd, missing } = scopedCost(budget, context.cost);
      const { monthlyUsd: limit = 0, name } = budget;
      const amounts = { value: `${usd[budget.on].toFixed(2)} USD`, limit: `${limit.toFixed(2)} USD` };
      if (usd[budget.on] > limit) {
        return fail(
          `${budget.on} is ${amounts.value} a month, more than ${amounts.limit} of the budget ${name}`,
          amounts,
        );
      }
      return missing.length === 0 ? { result: "pass", ...amounts } : unknownOf(budget, missing.join(", "));
    }),
});
