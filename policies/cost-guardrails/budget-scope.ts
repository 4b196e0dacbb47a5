import type { Budget, RuleContext, StackCost, StackView, UnknownAnswer, UsdRange } from "@roadstead/policy";
import { matchesGlob, unknown } from "@roadstead/policy";

/** Budgets that are about a stack. */
export const budgetsOf = (
  { stack }: StackView,
  { budgets, environment }: Pick<RuleContext, "budgets" | "environment">,
  wanted: (budget: Budget) => boolean,
): readonly Budget[] =>
  budgets.filter(
    (budget) =>
      wanted(budget) &&
      budget.stacks.some((pattern) => matchesGlob(pattern, stack)) &&
      (budget.environment === undefined || environment === undefined || budget.environment === environment),
  );

/** What a budget's part of a stack costs, and what of it has no amount. */
export function scopedCost(
  { owner, name }: Budget,
  cost: Pick<StackCost, "lines" | "gaps">,
): { readonly usd: UsdRange; readonly missing: readonly string[] } {
  const lines = cost.lines.filter((line) => owner === undefined || line.owner === owner);
  const sum = (key: keyof UsdRange): number => lines.reduce((total, line) => total + line.usdPerMonth[key], 0);
  const gaps = cost.gaps.filter(({ kind }) => kind !== "usage");
  // Whose a line is can be unknown itself: an owner's part without any line shows nothing.
  const unowned = owner !== undefined && cost.lines.some((line) => line.owner === undefined);
  return {
    usd: { floor: sum("floor"), expected: sum("expected"), ceiling: sum("ceiling") },
    missing: [
      ...gaps.map(({ urn, what }) => `${what} of ${urn.split("::").at(-1) ?? urn}`),
      ...(unowned ? [`the owner of some resources, for the budget ${name}`] : []),
    ],
  };
}

/** Something that is not known of a budget does what the budget says. */
export const unknownOf = ({ name, onUnknown }: Budget, what: string): UnknownAnswer => ({
  ...unknown(what, `it may be above the budget ${name}`),
  onUnknown,
});
