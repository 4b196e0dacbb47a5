import type { CostGroup, CostLine, Estimate } from "@roadstead/cost";
import { groupCosts, hoursPerMonth } from "@roadstead/cost";
import type { CostReport } from "../report/cost-document.js";
import { costGroups, otherBase } from "../report/cost-document.js";
import type { PageOptions } from "../text/page.js";
import { bullet, paragraph } from "../text/page.js";
import { table } from "../text/table.js";
import { together } from "../text/together.js";
import { countText, gapKinds, gapText, gapTitles, isOpenEnded, rangeCells, spanText, unitCells } from "./amounts.js";
import { comparisonSection } from "./cost-comparison-page.js";
import { resourceLabel } from "./findings.js";
import { section } from "./section.js";

export const rangeColumns = [
  { head: "FLOOR", align: "right" },
  { head: "EXPECTED", align: "right" },
  { head: "CEILING", align: "right" },
] as const;

/** The whole price as text. Ends with a line break. */
export function costPage(report: CostReport, page: PageOptions): string {
  const { project, stack, estimate, comparison } = report;
  const other = otherBase(report);
  return [
    ...paragraph(`Cost of ${project}, stack ${stack}`, page, { paint: page.style.heading }),
    ...(other === undefined ? [] : paragraph(other, page)),
    ...paragraph(`USD for a month of ${hoursPerMonth} hours, as of ${estimate.asOf}`, page),
    "",
    ...totalTable(estimate, page),
    ...(comparison === undefined ? [] : comparisonSection(comparison, page)),
    ...costGroups.flatMap((group) => groupSection(estimate, group, page)),
    ...section("Resources", lineTable(estimate.lines, page), page),
    ...gapSections(estimate, page),
    ...section("Prices", sourceLines(estimate, page), page),
    "",
    ...verdict(report, page),
    "",
  ].join("\n");
}

/** Total, GPU hours and what one of them costs. */
export function totalTable({ usdPerMonth, gpuHours, unit }: Estimate, page: PageOptions): string[] {
  const rows = [
    ["USD a month", ...rangeCells(usdPerMonth)],
    ...(gpuHours.ceiling > 0 ? [["GPU hours", ...rangeCells(gpuHours, countText)]] : []),
    ...(unit.usdPerGpuHour === undefined ? [] : [["USD a GPU hour", ...unitCells(unit.usdPerGpuHour)]]),
    ...(unit.usdPerGpuShareHour === undefined
      ? []
      : [["USD an hour of a share", ...unitCells(unit.usdPerGpuShareHour)]]),
  ];
  return table([{ head: "" }, ...rangeColumns], rows, page);
}

/** A group of which there is only one says nothing. */
function groupSection(estimate: Estimate, group: CostGroup, page: PageOptions): string[] {
  const groups = groupCosts(estimate, group).filter(({ lines }) => lines.length > 0);
  if (groups.length < 2) return [];
  const columns = [{ head: group.toUpperCase() }, ...rangeColumns, { head: "GPU HOURS", align: "right" as const }];
  const rows = groups.map(({ name, usdPerMonth, gpuHours }) => [
    name ?? "(none)",
    ...rangeCells(usdPerMonth),
    gpuHours.ceiling > 0 ? together(spanText(gpuHours)) : "-",
  ]);
  return section(`By ${group}`, table(columns, rows, page), page);
}

function lineTable(lines: readonly CostLine[], page: PageOptions): string[] {
  const columns = [
    { head: "RESOURCE" },
    { head: "WHAT" },
    { head: "QUANTITY", align: "right" },
    ...rangeColumns,
  ] as const;
  const rows = [...lines]
    .sort((a, b) => b.usdPerMonth.ceiling - a.usdPerMonth.ceiling)
    .map((line) => [
      line.type === "commitment" ? line.name : resourceLabel(line.urn),
      line.item,
      together(`${spanText(line.quantity)} ${line.unit}`),
      ...rangeCells(line.usdPerMonth),
    ]);
  return table(columns, rows, page);
}

/** What is not in the totals, by kind. */
export const gapSections = ({ gaps }: Pick<Estimate, "gaps">, page: PageOptions): string[] =>
  gapKinds.flatMap((kind) => {
    const ofKind = gaps.filter((gap) => gap.kind === kind);
    const lines = ofKind.flatMap((gap) =>
      bullet(`${resourceLabel(gap.urn)}: ${gapText(gap)}`, page, {
        indent: 2,
        ...(kind === "usage" ? {} : { paint: page.style.warning }),
      }),
    );
    return section(`Not in the totals. ${gapTitles[kind]}: ${ofKind.length}`, lines, page);
  });

/** Where the prices are from; stale ones are marked. */
export const sourceLines = ({ sources }: Pick<Estimate, "sources">, page: PageOptions): string[] =>
  sources.flatMap(({ id, source, readOn, ageDays, stale }) => {
    const age = id === "sheet" && readOn === "9999-12-31" ? "" : `; of ${readOn}, ${ageDays} days old`;
    const paint = stale ? page.style.warning : page.style.dim;
    return bullet(`${stale ? "STALE: " : ""}${source}${age}`, page, { indent: 2, paint });
  });

/** The last line, which says whether to believe the rest. */
function verdict({ estimate, complete }: CostReport, page: PageOptions): string[] {
  const { priced, free, usage, incomplete } = estimate.coverage;
  if (complete && estimate.gaps.length === 0 && priced + free + usage === 0) {
    return paragraph("Complete. There are no resources to price.", page, { paint: page.style.good });
  }
  const counts = `${priced} priced, ${free} free, ${usage} by use alone, ${incomplete} incomplete`;
  if (!complete)
    return paragraph(`Incomplete: resources may be missing. ${counts}.`, page, { paint: page.style.warning });
  return isOpenEnded(estimate)
    ? paragraph(`Incomplete: amounts are missing from the totals. Resources: ${counts}.`, page, {
        paint: page.style.warning,
      })
    : paragraph(`Complete${estimate.gaps.length === 0 ? "" : " but for use"}. Resources: ${counts}.`, page, {
        paint: page.style.good,
      });
}
