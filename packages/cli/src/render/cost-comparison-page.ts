import type { CostComparison } from "@roadstead/cost";
import type { PageOptions } from "../text/page.js";
import { paragraph } from "../text/page.js";
import { table } from "../text/table.js";
import { changeText, countText, rangeCells } from "./amounts.js";
import { resourceLabel } from "./findings.js";
import { section } from "./section.js";

const columns = [
  { head: "FLOOR", align: "right" },
  { head: "EXPECTED", align: "right" },
  { head: "CEILING", align: "right" },
] as const;

/** Before, after and change, then the resources whose price changes. */
export function comparisonSection(comparison: CostComparison, page: PageOptions): string[] {
  const { before, after, delta, gpuHours, changes } = comparison;
  const totals = [
    ["before", ...rangeCells(before)],
    ["after", ...rangeCells(after)],
    ["change", ...rangeCells(delta, changeText)],
    ...(gpuHours.before.ceiling + gpuHours.after.ceiling > 0
      ? [
          ["GPU hours before", ...rangeCells(gpuHours.before, countText)],
          ["GPU hours after", ...rangeCells(gpuHours.after, countText)],
        ]
      : []),
  ];
  const rows = changes.map((change) => [
    change.kind,
    resourceLabel(change.urn),
    ...rangeCells(change.delta, changeText),
  ]);
  const changed = [{ head: "" }, { head: "RESOURCE" }, ...columns];
  return [
    ...section("Change", table([{ head: "USD A MONTH" }, ...columns], totals, page), page),
    ...section(
      `Resources whose price changes: ${changes.length}`,
      changes.length === 0 ? paragraph("none", page, { indent: 2 }) : table(changed, rows, page),
      page,
    ),
  ];
}
