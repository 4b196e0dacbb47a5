import type { ForecastDocument, PolicyDocument, TuningDocument } from "../report/forecast-document.js";
import { changeValueText } from "../report/change-text.js";
import { knobsText } from "../report/knobs-text.js";
import type { PageOptions } from "../text/page.js";
import { bullet, paragraph } from "../text/page.js";
import { table } from "../text/table.js";
import { together } from "../text/together.js";
import { amount, dollars, duration, percent } from "../text/number-text.js";
import { section } from "./section.js";

/** A forecast as text. Ends with a line break. */
export function forecastPage(document: ForecastDocument, page: PageOptions): string {
  const { traffic, fleet, trace, replica, slo, policies, tuning } = document;
  const level = trace.level === "windows" ? `windows of ${duration(traffic.windowSeconds)}` : "each request";
  return [
    ...paragraph(`Forecast of ${trace.name} on ${fleet.name}`, page, { paint: page.style.heading }),
    ...paragraph(document.label, page, { paint: page.style.warning }),
    "",
    ...table(
      [{ head: "" }, { head: "" }],
      [
        ["traffic", `${amount(traffic.requests)} requests in ${duration(traffic.durationSeconds)}, by ${level}`],
        ["rate", rateText(document)],
        [
          "variability",
          `mean by peak ${traffic.meanOverPeak.toFixed(2)}, by p99 ${traffic.meanOverP99.toFixed(2)}, CoV ${traffic.coefficientOfVariation.toFixed(2)}, interarrival CV ${traffic.interarrivalCv.toFixed(2)}`,
        ],
        [
          "service level",
          `first token in ${duration(slo.firstTokenSeconds)}, then ${duration(slo.secondsPerToken)} a token, for ${percent(slo.attainment)} of requests`,
        ],
        [
          "replica",
          `${replica.name}, safe at ${amount(replica.safe.requestsPerSecond)} requests/s, ${amount(replica.safe.concurrency)} at once`,
        ],
      ],
      page,
    ).slice(1),
    ...section("Policies, USD of a month of 730 hours", policyTable(policies, page), page),
    ...section("Latency and nodes", latencyTable(policies, page), page),
    ...section(
      "Configurations",
      policies.flatMap((policy) => bullet(`${policy.title}: ${knobsText(policy)}`, page, { indent: 2 })),
      page,
    ),
    ...section("Where the money goes, USD a month", costTable(policies, page), page),
    ...(tuning === undefined ? [] : tuningSections(tuning, page)),
    ...section("Prices", priceLines(document, page), page),
    ...section(
      "Remarks",
      document.remarks.flatMap((remark) => bullet(remark, page, { indent: 2, paint: page.style.dim })),
      page,
    ),
    "",
    ...verdict(document, page),
    "",
  ].join("\n");
}

const rateText = ({ traffic }: ForecastDocument): string =>
  `mean ${amount(traffic.meanPerSecond)}/s, p99 ${amount(traffic.p99PerSecond)}/s, peak ${amount(traffic.peakPerSecond)}/s; ` +
  `${amount(traffic.meanInputTokens)} tokens in, ${amount(traffic.meanOutputTokens)} out`;

const right = (head: string) => ({ head, align: "right" }) as const;

function policyTable(policies: readonly PolicyDocument[], page: PageOptions): string[] {
  const columns = [
    { head: "POLICY" },
    right("USD A MONTH"),
    right("SAVED OF PEAK"),
    right("SAVED OF P99"),
    right("GPU-HOURS A DAY"),
    right("BUSY"),
    right("IN TIME"),
  ];
  const rows = policies.map((policy) => [
    policy.title,
    together(policy.isFeasible ? dollars(policy.usdPerMonth) : `infeasible (${dollars(policy.usdPerMonth)})`),
    savingCell(policy.savings.versusPeak),
    savingCell(policy.savings.versusP99),
    amount(perDay(policy, policy.gpuHours.billed)),
    together(percent(policy.utilization)),
    together(percent(policy.slo.attainment)),
  ]);
  return table(columns, rows, page);
}

const savingCell = (share: number | undefined): string => (share === undefined ? "-" : together(percent(share)));

const perDay = ({ durationSeconds }: PolicyDocument, value: number): number =>
  durationSeconds > 0 ? (value * 86_400) / durationSeconds : 0;

function latencyTable(policies: readonly PolicyDocument[], page: PageOptions): string[] {
  const columns = [
    { head: "POLICY" },
    right("TTFT P50"),
    right("TTFT P99"),
    right("TTFT P99.9"),
    right("COLD STARTS"),
    right("DROPPED"),
    right("NODE STARTS A DAY"),
    right("INTERRUPTIONS"),
  ];
  const rows = policies.map((policy) => [
    policy.title,
    ...[policy.firstTokenSeconds.p50, policy.firstTokenSeconds.p99, policy.firstTokenSeconds.p999].map((it) =>
      together(duration(it)),
    ),
    amount(policy.requests.metColdStart),
    amount(policy.requests.dropped),
    amount(perDay(policy, policy.nodes.starts)),
    amount(policy.nodes.interruptions),
  ]);
  return table(columns, rows, page);
}

function costTable(policies: readonly PolicyDocument[], page: PageOptions): string[] {
  const parts = ["busy", "idle", "boot", "drain", "floor", "fixed"] as const;
  const rows = policies.map(({ title, cost, usdPerMonth }) => [
    title,
    ...parts.map((part) => dollars(cost.total > 0 ? (cost[part] / cost.total) * usdPerMonth : 0)),
  ]);
  return table([{ head: "POLICY" }, ...parts.map((part) => right(part.toUpperCase()))], rows, page);
}

function tuningSections(tuning: TuningDocument, page: PageOptions): string[] {
  const changes = tuning.changes.map(({ of, path, value }) => [path, of, together(changeValueText(value))]);
  const { tuned, defaults, staticPeak } = tuning.heldOut;
  const rows = (
    [
      ["tuned", tuned],
      ["HPA and Cluster Autoscaler as they come", defaults],
      ["static, for the peak of the first part", staticPeak],
    ] as const
  ).map(([title, outcome]) => [
    title,
    together(dollars(outcome.usdPerMonth)),
    together(percent(outcome.slo.attainment)),
    outcome.slo.isMet ? "met" : "missed",
    together(duration(outcome.firstTokenSeconds.p99)),
  ]);
  return [
    ...section(
      `Settings to make, chosen on the first ${duration(tuning.trainedSeconds)}`,
      table([{ head: "SETTING" }, { head: "OF" }, { head: "VALUE" }], changes, page),
      page,
    ),
    ...section(
      `With them, the ${duration(tuning.heldOutSeconds)} after that`,
      table(
        [{ head: "POLICY" }, right("USD A MONTH"), right("IN TIME"), { head: "LEVEL" }, right("TTFT P99")],
        rows,
        page,
      ),
      page,
    ),
  ];
}

const priceLines = ({ prices }: ForecastDocument, page: PageOptions): string[] =>
  prices.flatMap(({ pool, machineType, purchase, usdPerHour, source, readOn, stale }) =>
    bullet(
      `${stale ? "STALE: " : ""}${pool}: ${machineType} ${purchase}, $${usdPerHour.toFixed(4)} an hour; ${source}` +
        (readOn === undefined ? "" : `; of ${readOn}`),
      page,
      { indent: 2, paint: stale ? page.style.warning : page.style.dim },
    ),
  );

/** The last line, which says what to make of the rest. */
function verdict({ policies: [configured], tuning }: ForecastDocument, page: PageOptions): string[] {
  if (tuning?.isFeasible === false) {
    const why = tuning.isWithinBudget ? "keeps to the service level" : "fits into the budget";
    return paragraph(`No setting that was tried ${why}; the nearest is shown.`, page, { paint: page.style.error });
  }
  if (tuning?.heldOut.tuned.slo.isMet === false) {
    const share = percent(tuning.heldOut.tuned.slo.attainment);
    const said = `The settings to make miss the service level on the traffic that they were not chosen on: ${share} of requests are in time.`;
    return paragraph(said, page, { paint: page.style.warning });
  }
  if (configured === undefined) return [];
  if (!configured.isFeasible) {
    const share = percent(configured.slo.attainment);
    return paragraph(`As configured it misses the service level: ${share} of requests are in time.`, page, {
      paint: page.style.warning,
    });
  }
  const { versusPeak } = configured.savings;
  const saved =
    versusPeak === undefined
      ? ""
      : versusPeak >= 0
        ? `, ${percent(versusPeak)} less than a static fleet for the peak`
        : `, ${percent(-versusPeak)} more than a static fleet for the peak: scaling does not pay here`;
  return paragraph(`As configured: ${dollars(configured.usdPerMonth)} a month${saved}.`, page, {
    paint: page.style.good,
  });
}
