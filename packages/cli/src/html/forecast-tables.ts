import type { ForecastDocument, PolicyDocument } from "../report/forecast-document.js";
import { knobsText } from "../report/knobs-text.js";
import { foldedTable, htmlTable } from "./markup.js";
import { amount, dollars, duration, percent } from "../text/number-text.js";
import type { SensitivityKind } from "./sensitivity-plots.js";
import { sensitivityTitles } from "./sensitivity-plots.js";

const number = (head: string) => ({ head, isNumber: true });

const saving = (share: number | undefined): string => (share === undefined ? "–" : percent(share));

/** All policies with what they cost and give. */
export const policyTable = ({ policies }: Pick<ForecastDocument, "policies">): string =>
  htmlTable(
    "Policies",
    [
      { head: "Policy" },
      number("USD a month"),
      number("Saved of peak"),
      number("Saved of p99"),
      number("In time"),
      number("TTFT p99"),
      number("TTFT p99.9"),
      number("Met a cold start"),
      number("Dropped"),
      number("GPU-hours a day"),
      number("Busy"),
      number("Node starts a day"),
    ],
    policies.map((policy) => [
      policy.title,
      policy.isFeasible ? dollars(policy.usdPerMonth) : "infeasible",
      saving(policy.savings.versusPeak),
      saving(policy.savings.versusP99),
      percent(policy.slo.attainment),
      duration(policy.firstTokenSeconds.p99),
      duration(policy.firstTokenSeconds.p999),
      amount(policy.requests.metColdStart),
      amount(policy.requests.dropped),
      amount(perDay(policy, policy.gpuHours.billed)),
      percent(policy.utilization),
      amount(perDay(policy, policy.nodes.starts)),
    ]),
  );

/** How each policy is set, and its other percentiles. */
export const configurationTable = ({ policies }: Pick<ForecastDocument, "policies">): string =>
  foldedTable(
    "Configurations and latencies",
    [
      { head: "Policy" },
      number("TTFT p50"),
      number("TTFT p95"),
      number("End to end p50"),
      number("End to end p99"),
      { head: "Configuration" },
    ],
    policies.map((policy) => [
      policy.title,
      duration(policy.firstTokenSeconds.p50),
      duration(policy.firstTokenSeconds.p95),
      duration(policy.endToEndSeconds.p50),
      duration(policy.endToEndSeconds.p99),
      knobsText(policy),
    ]),
  );

const perDay = ({ durationSeconds }: PolicyDocument, value: number): number =>
  durationSeconds > 0 ? (value * 86_400) / durationSeconds : 0;

/** The parts of each policy's cost. */
export const costTable = ({ policies }: Pick<ForecastDocument, "policies">): string =>
  foldedTable(
    "Cost by policy, USD of the whole trace",
    [{ head: "Policy" }, ...["Busy", "Idle", "Starting", "Draining", "Floor", "Fixed", "Total"].map(number)],
    policies.map(({ title, cost, isFeasible }) => [
      isFeasible ? title : `${title} (infeasible)`,
      ...[cost.busy, cost.idle, cost.boot, cost.drain, cost.floor, cost.fixed, cost.total].map(dollars),
    ]),
  );

/** The first policy, day by day. */
export function dayTable({ policies: [first] }: Pick<ForecastDocument, "policies">): string {
  if (first === undefined) return "";
  const { series } = first;
  const perDayCount = Math.max(1, Math.round(86_400 / series.windowSeconds));
  const days = Math.ceil(series.requestsPerSecond.length / perDayCount);
  const rows = Array.from({ length: days }, (_, day) => {
    const part = (values: readonly number[]) => values.slice(day * perDayCount, (day + 1) * perDayCount);
    const demand = part(series.requestsPerSecond);
    const hours = (demand.length * series.windowSeconds) / 3600;
    return [
      `Day ${day + 1}`,
      amount(mean(demand)),
      amount(Math.max(...demand)),
      amount(mean(part(series.capacityPerSecond))),
      amount(mean(part(series.nodes))),
      amount(Math.max(...part(series.backlog))),
      dollars(mean(part(series.usdPerHour)) * hours),
    ];
  });
  return foldedTable(
    `${first.title}, day by day`,
    [
      { head: "Day" },
      ...["Mean requests/s", "Most requests/s", "Mean capacity/s", "Mean nodes", "Worst backlog", "USD"].map(number),
    ],
    rows,
  );
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The numbers of one sensitivity plot. */
export function sensitivityTable(
  kind: SensitivityKind,
  { sensitivity, slo, traffic }: Pick<ForecastDocument, "sensitivity" | "slo" | "traffic">,
): string {
  const { title, unit } = sensitivityTitles[kind];
  const scale = (730 * 3600) / traffic.durationSeconds;
  return foldedTable(
    title,
    [number(unit), number("USD a month"), number("In time"), { head: "Service level" }],
    sensitivity[kind].map(({ value, usd, attainment }) => [
      kind === "minReplicas" ? String(value) : amount(value / 60),
      dollars(usd * scale),
      percent(attainment),
      attainment >= slo.attainment ? "met" : "missed",
    ]),
  );
}
