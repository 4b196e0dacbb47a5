import type { Estimate } from "@roadstead/cost";
import { groupCosts } from "@roadstead/cost";
import type { PageOptions } from "../text/page.js";
import { paragraph } from "../text/page.js";
import { table } from "../text/table.js";
import { gapKinds, gapTitles, isOpenEnded, rangeCells } from "./amounts.js";
import { rangeColumns, totalTable } from "./cost-page.js";
import { section } from "./section.js";

/** The price of a plan in a few lines: `roadstead cost` has all of them. */
export function planCostSection(estimate: Estimate, page: PageOptions): string[] {
  const pools = groupCosts(estimate, "pool").filter(({ name, lines }) => name !== undefined && lines.length > 0);
  const rows = pools.map(({ name, usdPerMonth }) => [name ?? "", ...rangeCells(usdPerMonth)]);
  const missing = gapKinds.flatMap((kind) => {
    const count = estimate.gaps.filter((gap) => gap.kind === kind).length;
    return count === 0 ? [] : [`${gapTitles[kind].toLowerCase()}: ${count}`];
  });
  const paint = isOpenEnded(estimate) ? page.style.warning : page.style.dim;
  const stale = estimate.sources.filter((source) => source.stale).length;
  return section(
    "Cost of a month of 730 hours, USD",
    [
      ...totalTable(estimate, page),
      ...(rows.length === 0 ? [] : table([{ head: "POOL" }, ...rangeColumns], rows, page)),
      ...(missing.length === 0
        ? []
        : paragraph(`Not in the totals: ${missing.join(", ")}. roadstead cost names them.`, page, {
            indent: 2,
            paint,
          })),
      ...(stale === 0
        ? []
        : paragraph("Some prices are older than 90 days: roadstead cost says which.", page, {
            indent: 2,
            paint: page.style.warning,
          })),
    ],
    page,
  );
}
