import type { ChartConfiguration } from "chart.js";
import { escaped } from "./markup.js";

/** How numbers of an axis are written; the page's script has the words. */
export type PlotFormat = "usd" | "late" | "rate" | "count" | "day" | "minutes";

/** A plot of the page. Colours are names of CSS variables such as `--demand`, so that both colour schemes have their own. */
export interface Plot {
  /** Of its canvas. */
  readonly id: string;
  readonly chart: PlotChart;
  readonly formats: { readonly x?: PlotFormat; readonly y?: PlotFormat };
  /** Writes the name of each point of these datasets beside it. */
  readonly namedDatasets?: readonly number[];
}

export type PlotChart = Pick<ChartConfiguration<"bar" | "line" | "scatter">, "type" | "data" | "options">;

/** Where a plot goes, with what it shows for those who do not see it. */
export const plotFigure = (id: string, label: string, shape: "wide" | "tall" | "square"): string =>
  `<div class="plot ${shape}"><canvas id="${id}" role="img" aria-label="${escaped(label)}"></canvas></div>`;
