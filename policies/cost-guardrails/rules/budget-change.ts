import type { Answer, Budget } from "@roadstead/policy";
import { fail, stackRule, unknown } from "@roadstead/policy";
import { budgetsOf } from "../budget-scope.js";

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
      if (cost?.before === undefined)
        return unknown(`the cost before the change`, `it may be above the budget ${budget.name}`);
      const before = cost.before[budget.on];
      const after = cost.lines.reduce((sum, line) => sum + line.usdPerMonth[budget.on], 0);
      const gap = cost.gaps.find(({ kind }) => kind !== "usage");
      const answer = changeAnswer(budget, before, after);
      return answer.result === "pass" && gap !== undefined
        ? unknown(gap.what, `it may be above the budget ${budget.name}`)
        : answer;
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
