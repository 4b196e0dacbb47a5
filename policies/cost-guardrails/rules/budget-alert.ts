import type { Answer, ResourceView } from "@roadstead/policy";
import {
  amount,
  fail,
  known,
  mapReading,
  nodePoolOf,
  pass,
  poolGpus,
  poolTypes,
  stackRule,
  unknown,
} from "@roadstead/policy";

export const budgetAlert = stackRule({
  name: "budget-alert",
  title: "Where GPUs are, the cloud itself watches a budget",
  severity: "low",
  level: "advisory",
  config: { maxPercent: amount(100, "%", "Highest share of the budget at which somebody is told") },
  reads: [
    "aws:budgets/budget:Budget: notifications[].threshold",
    "gcp:billing/budget:Budget: thresholdRules[].thresholdPercent",
  ],
  why: "What runs outside of Pulumi is on the same bill.",
  fix: "Add an aws.budgets.Budget (gcp.billing.Budget) with a notification at 80 %.",
  check(stack, { config }) {
    const pools = stack.ofType(...poolTypes).flatMap((view) => nodePoolOf(view, stack) ?? []);
    const gpus = pools.map(poolGpus).filter((one) => one.state !== "known" || one.value.perNode > 0);
    const [first] = gpus;
    if (first === undefined) return [];
    const certain = gpus.some(({ state }) => state === "known");
    const budgets = stack.ofType("aws:budgets/budget:Budget", "gcp:billing/budget:Budget");
    if (budgets.length === 0) {
      const lacking = "no budget of the cloud watches the GPUs";
      return [certain ? fail(lacking) : unknown(first, lacking)];
    }
    return budgets.map((view) => {
      const answer = alertOf(view, config.maxPercent);
      return { urn: view.urn, ...(certain || answer.result !== "fail" ? answer : unknown(first, answer.message)) };
    });
  },
});

function alertOf(view: ResourceView, maximum: number): Answer {
  const isAws = view.type.startsWith("aws:");
  const alerts = view.items(isAws ? "notifications" : "thresholdRules");
  if (alerts.state !== "known" || alerts.value.length === 0) {
    return alerts.state === "unknown"
      ? unknown(alerts, "nobody may be told")
      : fail("the budget tells nobody", { path: alerts.path });
  }
  const shares = alerts.value.map((alert) => {
    const share = alert.number(isAws ? "threshold" : "thresholdPercent");
    return isAws ? share : mapReading(share, (value) => value * 100);
  });
  if (shares.some((share) => (known(share) ?? Infinity) <= maximum)) return pass;
  const doubt = shares.find(({ state }) => state === "unknown");
  return doubt === undefined
    ? fail(`nobody is told at ${maximum} % or before`, { path: alerts.path })
    : unknown(doubt, "nobody may be told in time");
}
