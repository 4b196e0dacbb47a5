import { amount, fail, stackRule, unknown } from "@roadstead/policy";

export const priceCoverage = stackRule({
  name: "price-coverage",
  title: "Most of what a stack has, has a price",
  severity: "medium",
  level: "advisory",
  config: { minPercent: amount(95, "%", "Smallest share of the resources that cost something that has a price", 100) },
  reads: ["all resources that cost something"],
  why: "An estimate that leaves out the dear part is worse than none.",
  fix: "Add the missing prices to a price sheet, and name what is not known.",
  check(_, { cost, config }) {
    if (cost === undefined) return [unknown("the estimate", "prices may be missing")];
    const priced = new Set(cost.lines.map(({ urn }) => urn));
    const unpriced = [...new Set(cost.gaps.filter(({ kind }) => kind === "unpriced").map(({ urn }) => urn))];
    if (priced.size + unpriced.length === 0) return [];
    const share = (100 * priced.size) / new Set([...priced, ...unpriced]).size;
    const value = `${share.toFixed(0)} %`;
    const limit = `${config.minPercent} % or more`;
    if (share >= config.minPercent) return [{ result: "pass", value, limit }];
    const names = unpriced.map((urn) => urn.split("::").at(-1) ?? urn);
    return [fail(`${value} of what costs something has a price; without: ${names.join(", ")}`, { value, limit })];
  },
});
