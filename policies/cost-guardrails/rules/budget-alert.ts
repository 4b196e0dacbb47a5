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
    const hasGpus = stack.ofType(...poolTypes).some((view) => {
      const pool = nodePoolOf(view, stack);
      const gpus = pool === undefined ? undefined : poolGpus(pool);
      return gpus !== undefined && (gpus.state !== "known" || gpus.value.perNode > 0);
    });
    if (!hasGpus) return [];
    const budgets = stack.ofType("aws:budgets/budget:Budget", "gcp:billing/budget:Budget");
    if (budgets.length === 0) return [fail("no budget of the cloud watches the GPUs")];
    return budgets.map((view) => ({ urn: view.urn, ...alertOf(view, config.maxPercent) }));
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
