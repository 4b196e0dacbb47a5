import type { Answer, Budget } from "@roadstead/policy";
import { fail, stackRule } from "@roadstead/policy";
import { budgetsOf, scopedCost, unknownOf } from "../budget-scope.js";

export const budgetChange = stackRule({
  name: "budget-change",
  title: "A change adds no more to the bill than budgets let it",
  severity: "high",
  level: "mandatory",
  onUnknown: "fail",
  config: {},
  reads: [
    "all resources that have a price, before and after",
    "guardrails.yaml: budgets[].increaseUsd, increasePercent, crossingUsd",
  ],
  why: "A reviewer sees a number in a diff, not what it costs.",
  fix: "Make the change smaller, or change the budget.",
  check: (stack, context) =>
    budgetsOf(stack, context, isAboutChange).map((budget) => {
      const { cost } = context;
      if (cost?.before === undefined) return unknownOf(budget, "the cost before the change");
      const [before, after] = [scopedCost(budget, cost.before), scopedCost(budget, cost)];
      const answer = changeAnswer(budget, before.usd[budget.on], after.usd[budget.on]);
      const missing = [...new Set([...before.missing, ...after.missing])];
      return answer.result === "pass" && missing.length > 0 ? unknownOf(budget, missing.join(", ")) : answer;
    }),
});

const isAboutChange = ({ increaseUsd, increasePercent, crossingUsd }: Budget): boolean =>
  [increaseUsd, increasePercent, crossingUsd].some((limit) => limit !== undefined);

function changeAnswer(budget: Budget, before: number, after: number): Answer {
  const { increaseUsd, increasePercent, crossingUsd, name } = budget;
  const added = after - before;
  const value = `${added.toFixed(2)} USD`;
  if (increaseUsd !== undefined && added > increaseUsd) {
    return fail(`the change adds ${value} a month, more than the budget ${name} lets it`, {
      value,
      limit: `${increaseUsd.toFixed(2)} USD`,
    });
  }
  if (increasePercent !== undefined && added > 0 && added > (before * increasePercent) / 100) {
    return fail(`the change adds ${value} a month, more than the budget ${name} lets it`, {
      value,
      limit: `${increasePercent} %`,
    });
  }
  if (crossingUsd !== undefined && before <= crossingUsd && after > crossingUsd) {
    return fail(`the change crosses ${crossingUsd.toFixed(2)} USD a month of the budget ${name}`, {
      value: `${after.toFixed(2)} USD`,
    });
  }
  return { result: "pass", value };
}
