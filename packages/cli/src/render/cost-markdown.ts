import type { CostComparison, Estimate, Range } from "@roadstead/cost";
import { groupCosts, hoursPerMonth, staleAfterDays } from "@roadstead/cost";
import type { CostReport } from "../report/cost-document.js";
import { otherBase } from "../report/cost-document.js";
import { safeText } from "../text/safe-text.js";
import { changeText, countText, gapKinds, gapText, gapTitles, rangeCells, unitCells } from "./amounts.js";
import { resourceLabel } from "./findings.js";

/** Rows of a table in a comment before the rest is only counted. */
const mostRows = 50;

/** The price as Markdown, fit for the comment of a pull request: the change first. Ends with a line break. */
export function costMarkdown(report: CostReport): string {
  const { project, stack, estimate, comparison, complete } = report;
  const other = otherBase(report);
  const title = `Cost of ${project}, stack ${stack}${other === undefined ? "" : `, ${other}`}`;
  const parts = [
    `### ${cell(title)}`,
    `USD for a month of ${hoursPerMonth} hours, as of ${estimate.asOf}.`,
    comparison === undefined ? totals(estimate) : change(comparison),
    ...incompleteness(estimate, complete),
    ...gaps(estimate, comparison),
    ...(comparison === undefined ? [byPool(estimate)] : [changes(comparison)]),
    sources(estimate),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** What a reader must know before believing the numbers: never only in a part that is folded. */
function incompleteness({ gaps, lines }: Estimate, complete: boolean): string[] {
  const counts = gapKinds
    .filter((kind) => kind !== "usage")
    .map((kind) => [kind, gaps.filter((gap) => gap.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${gapWords[kind]}`);
  return [
    ...(complete ? [] : ["**Incomplete:** resources may be missing."]),
    ...(counts.length === 0 ? [] : [`**Incomplete:** these are not in the totals: ${counts.join(", ")}.`]),
    ...(complete && lines.length + gaps.length === 0 ? ["There are no resources that cost anything."] : []),
  ];
}

const gapWords = {
  unknown: "unknown before deployment",
  unbounded: "without a limit",
  unpriced: "without a price",
} as const;

const heads = ["floor", "expected", "ceiling"];

function totals({ usdPerMonth, gpuHours, unit }: Estimate): string {
  return markdownTable(
    ["", ...heads],
    [
      ["**USD a month**", ...rangeCells(usdPerMonth)],
      ...(gpuHours.ceiling > 0 ? [["GPU hours", ...rangeCells(gpuHours, countText)]] : []),
      ...(unit.usdPerGpuHour === undefined ? [] : [["USD a GPU hour", ...unitCells(unit.usdPerGpuHour)]]),
    ],
  );
}

function change({ before, after, delta, gpuHours }: CostComparison): string {
  const hours = (title: string, range: Range): string[][] =>
    gpuHours.before.ceiling + gpuHours.after.ceiling > 0 ? [[title, ...rangeCells(range, countText)]] : [];
  return markdownTable(
    ["USD a month", ...heads],
    [
      ["before", ...rangeCells(before)],
      ["after", ...rangeCells(after)],
      ["**change**", ...rangeCells(delta, (usd) => `**${changeText(usd)}**`)],
      ...hours("GPU hours before", gpuHours.before),
      ...hours("GPU hours after", gpuHours.after),
    ],
  );
}

function changes({ changes: all }: CostComparison): string {
  if (all.length === 0) return "No resource changes its price.";
  const rows = all.map(({ kind, urn, delta }) => [kind, cell(resourceLabel(urn)), ...rangeCells(delta, changeText)]);
  return folded(`Resources whose price changes: ${all.length}`, markdownTable(["", "resource", ...heads], rows));
}

function byPool(estimate: Estimate): string {
  const rows = groupCosts(estimate, "pool")
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, usdPerMonth, gpuHours }) => [
      name === undefined ? "(none)" : cell(name),
      ...rangeCells(usdPerMonth),
      countText(gpuHours.ceiling),
    ]);
  return rows.length === 0 ? "" : folded("By pool", markdownTable(["pool", ...heads, "GPU hours at most"], rows));
}

function gaps(estimate: Estimate, comparison: CostComparison | undefined): string[] {
  const fresh = new Set(comparison?.newGaps ?? []);
  return gapKinds.flatMap((kind) => {
    const ofKind = estimate.gaps.filter((gap) => gap.kind === kind);
    if (ofKind.length === 0) return [];
    const items = ofKind.map(
      (gap) => `- ${fresh.has(gap) ? "**new:** " : ""}${cell(`${resourceLabel(gap.urn)}: ${gapText(gap)}`)}`,
    );
    return [folded(`Not in the totals. ${gapTitles[kind]}: ${ofKind.length}`, capped(items).join("\n"))];
  });
}

function sources({ sources: used }: Estimate): string {
  const stale = used.filter((source) => source.stale);
  const [oldest] = stale.map(({ readOn }) => readOn).sort();
  const count = `${stale.length} of ${used.length} sources are more than ${staleAfterDays} days old`;
  const warning = oldest === undefined ? [] : [`**Stale prices:** ${count}, the oldest of ${oldest}.`];
  const all = used.map(({ source, readOn, stale: isStale }) => {
    const day = readOn === "9999-12-31" ? "" : `, ${readOn}`;
    return `- ${isStale ? "**stale:** " : ""}${cell(source)}${day}`;
  });
  return [...warning, ...(all.length === 0 ? [] : [folded("Where the prices are from", all.join("\n"))])].join("\n\n");
}

const folded = (title: string, body: string): string => `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;

const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    row(head),
    row(head.map((name, i) => (i === 0 || name === "resource" ? "---" : "---:"))),
    ...capped(rows.map(row)),
  ].join("\n");

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const capped = (lines: readonly string[]): readonly string[] =>
  lines.length <= mostRows ? lines : [...lines.slice(0, mostRows), `\n${lines.length - mostRows} more.`];

/** Text of a program, which Markdown and HTML shall not obey. */
const cell = (text: string): string =>
  safeText(text)
    .replace(/[\\`*_{}[\]()#+!|~@]/g, "\\$&")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
