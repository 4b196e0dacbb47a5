import type { TuningDocument } from "../report/forecast-document.js";
import { changeValueText } from "../report/change-text.js";
import { escaped, htmlTable } from "./markup.js";
import { dollars, duration, percent } from "../text/number-text.js";

/** The settings that were chosen on one part of the trace, and what they give on the rest. */
export function tuningSection(tuning: TuningDocument): string {
  const { tuned, staticPeak, defaults } = tuning.heldOut;
  const rows = (
    [
      ["Tuned", tuned],
      ["HPA and Cluster Autoscaler, as they come", defaults],
      ["Static, for the peak of the first part", staticPeak],
    ] as const
  ).map(([title, outcome]) => [
    title,
    dollars(outcome.usdPerMonth),
    percent(outcome.slo.attainment),
    outcome.slo.isMet ? "met" : "missed",
    duration(outcome.firstTokenSeconds.p99),
  ]);
  const verdict = tuning.isFeasible
    ? ""
    : `<p class="warning">${tuning.isWithinBudget ? "No setting that was tried keeps to the service level on the first part." : "The service level is not to be had for the budget."}</p>`;
  return `<section aria-labelledby="tuning">
<h2 id="tuning">Settings to make</h2>
<p>Chosen on the first ${escaped(duration(tuning.trainedSeconds))}, and forecast on the ${escaped(duration(tuning.heldOutSeconds))} after it, which had no say.</p>
${verdict}
${htmlTable(
  "Changes",
  [{ head: "Setting" }, { head: "Of" }, { head: "Value" }],
  tuning.changes.map(({ of, path, value }) => [path, of, changeValueText(value)]),
)}
${htmlTable(
  "On the part that was held out",
  [
    { head: "Policy" },
    { head: "USD a month", isNumber: true },
    { head: "In time", isNumber: true },
    { head: "Service level" },
    { head: "TTFT p99", isNumber: true },
  ],
  rows,
)}
</section>`;
}
