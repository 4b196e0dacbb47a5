import type { ForecastDocument, PolicyDocument } from "../report/forecast-document.js";
import { knobsText } from "../report/knobs-text.js";
import { configurationTable, costTable, dayTable, policyTable, sensitivityTable } from "./forecast-tables.js";
import { escaped, scriptJson } from "./markup.js";
import { amount, dollars, duration, percent } from "../text/number-text.js";
import { pageFile, plotLibrary, sourceHash } from "./page-files.js";
import { plotFigure } from "./plot.js";
import { costPlot, frontierPlot, leastLate } from "./policy-plots.js";
import { sensitivityKinds, sensitivityPlots, sensitivityTitles } from "./sensitivity-plots.js";
import { timePlots, timeSeries } from "./time-plots.js";
import { tuningSection } from "./tuning-section.js";

/** One page that needs nothing else: no script, no style and no font from anywhere, and no request of any kind. */
export function forecastHtml(document: ForecastDocument): string {
  const style = pageFile("forecast.css");
  const scripts = [plotLibrary(), pageFile("forecast.js")];
  const plots = [...timePlots(document), costPlot(document), frontierPlot(document), ...sensitivityPlots(document)];
  const policy = [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    `script-src ${scripts.map(sourceHash).join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const title = `Forecast of ${document.trace.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${header(title, document)}
${timeSection(document)}
${costSection(document)}
${frontierSection(document)}
${sensitivitySection(document)}
${document.tuning === undefined ? "" : tuningSection(document.tuning)}
${groundsSection(document)}
</main>
<script type="application/json" id="plots">${scriptJson({ plots, series: timeSeries(document) })}</script>
${scripts.map((script) => `<script>${script}</script>`).join("\n")}
</body>
</html>
`;
}

function header(title: string, document: ForecastDocument): string {
  const { policies, traffic, fleet, slo } = document;
  const [first] = policies;
  if (first === undefined) return "";
  const tiles: readonly (readonly [label: string, value: string, note: string])[] = [
    [first.title, first.isFeasible ? dollars(first.usdPerMonth) : "infeasible", "a month"],
    ["Saved", savingText(first), "of a static fleet for the peak"],
    ["In time", percent(first.slo.attainment), `wanted: ${percent(slo.attainment)}`],
    ["First token, p99", duration(first.firstTokenSeconds.p99), `wanted: ${duration(slo.firstTokenSeconds)}`],
    ["Mean by peak", traffic.meanOverPeak.toFixed(2), "the lower, the more there is to save"],
  ];
  return `<header>
<h1>${escaped(title)}</h1>
<p class="lead">${escaped(fleet.name)} · ${escaped(duration(traffic.durationSeconds))} of traffic · ${escaped(amount(traffic.requests))} requests · model ${escaped(document.replica.name)}</p>
<p class="label"><strong>Profile-based:</strong> ${escaped(document.label.replace(/^profile-based: /, ""))}</p>
<dl class="tiles">${tiles
    .map(
      ([label, value, note]) =>
        `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}<small>${escaped(note)}</small></dd></div>`,
    )
    .join("")}</dl>
</header>`;
}

const savingText = ({ savings }: PolicyDocument): string =>
  savings.versusPeak === undefined ? "–" : percent(savings.versusPeak);

const timeSection = (document: ForecastDocument): string => `<section aria-labelledby="time">
<div class="heading"><h2 id="time">Demand and capacity over time</h2>
<label>Policy <select id="policy">${document.policies
  .map(({ name, title }) => `<option value="${name}">${escaped(title)}</option>`)
  .join("")}</select></label></div>
<p>Capacity is what ready replicas serve within the service level. Where demand is above it, requests wait.</p>
${plotFigure("demand-plot", "Requests per second and capacity over the days of the trace", "wide")}
${plotFigure("nodes-plot", "Nodes that are paid for over the days of the trace", "wide")}
${dayTable(document)}
</section>`;

const costSection = (document: ForecastDocument): string => `<section aria-labelledby="cost">
<h2 id="cost">Cost by policy</h2>
<p>Each policy at its best: the cheapest of its configurations that keeps to the service level. ✕ marks those of which none does.</p>
${plotFigure("cost-plot", "USD a month of each policy, by what it is paid for; the table has the numbers", "tall")}
${policyTable(document)}
${costTable(document)}
${configurationTable(document)}
</section>`;

const frontierSection = (document: ForecastDocument): string => `<section aria-labelledby="frontier">
<h2 id="frontier">Cost against service level</h2>
<p>A request is in time when its first token comes within ${escaped(duration(document.slo.firstTokenSeconds))} and each further one within ${escaped(duration(document.slo.secondsPerToken))}. Up and to the left is better; points at the upper edge have ${escaped(percent(leastLate))} of late requests or fewer.</p>
${plotFigure("frontier-plot", "Share of requests in time by USD a month, one point for each policy; the table of policies has the numbers", "square")}
</section>`;

const sensitivitySection = (document: ForecastDocument): string => `<section aria-labelledby="sensitivity">
<h2 id="sensitivity">What it depends on</h2>
<p>USD a month of “${escaped(document.policies[0]?.title ?? "")}” when one thing changes and all else stays. Hollow points miss the service level.</p>
<div class="three">${sensitivityKinds
  .map(
    (kind) => `<div><h3>${escaped(sensitivityTitles[kind].title)}</h3>
${plotFigure(`${kind}-plot`, `USD a month by ${sensitivityTitles[kind].unit.toLowerCase()}; the table has the numbers`, "square")}
${sensitivityTable(kind, document)}</div>`,
  )
  .join("\n")}</div>
</section>`;

function groundsSection({ traffic, replica, prices, remarks, policies, asOf, trace }: ForecastDocument): string {
  const facts: readonly (readonly [string, string])[] = [
    [
      "Traffic",
      `mean ${amount(traffic.meanPerSecond)}/s, p99 ${amount(traffic.p99PerSecond)}/s, peak ${amount(traffic.peakPerSecond)}/s in windows of ${duration(traffic.windowSeconds)}; mean by peak ${traffic.meanOverPeak.toFixed(2)}, by p99 ${traffic.meanOverP99.toFixed(2)}; coefficient of variation ${traffic.coefficientOfVariation.toFixed(2)}, of interarrival times ${traffic.interarrivalCv.toFixed(2)}; ${amount(traffic.meanInputTokens)} tokens in, ${amount(traffic.meanOutputTokens)} out${trace.filledGaps > 0 ? `; ${trace.filledGaps} gaps filled` : ""}`,
    ],
    [
      "Model",
      trace.level === "windows"
        ? "windows: requests flow, none is followed by itself"
        : "requests: each one is followed by itself",
    ],
    [
      "Replica",
      `${replica.name}: safe at ${amount(replica.safe.requestsPerSecond)} requests/s and ${amount(replica.safe.concurrency)} at once; ${replica.provenance.kind}: ${replica.provenance.source}`,
    ],
    ...policies.slice(0, 1).map((policy) => ["Configuration", knobsText(policy)] as const),
    ...prices.map(
      ({ pool, machineType, purchase, usdPerHour, source, readOn, stale }) =>
        [
          `Price of ${pool}`,
          `${machineType} ${purchase}: $${usdPerHour.toFixed(4)} an hour; ${source}${readOn === undefined ? "" : `, ${readOn}`}${stale ? " (stale)" : ""}`,
        ] as const,
    ),
    ["Day", asOf],
  ];
  return `<section aria-labelledby="grounds">
<h2 id="grounds">What it rests on</h2>
<dl class="facts">${facts.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join("")}</dl>
<ul>${remarks.map((remark) => `<li>${escaped(remark)}</li>`).join("")}</ul>
</section>`;
}
