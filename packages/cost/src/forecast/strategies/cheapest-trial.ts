import type { Trial } from "./strategy.js";

/**
 * Walks a table whose configurations get dearer and safer from left to right and from top to bottom, along the border
 * between those that meet the service level and those that do not: every configuration that meets it and none to the
 * left of which and none above which does. It begins at the safest of the first row, as most traffic needs no more than
 * that row; and takes at most as many tries as the table has columns and rows together.
 */
export const walkBorder = (columns: number, rows: number, meets: (column: number, row: number) => boolean): void => {
  let column = columns - 1;
  let row = 0;
  while (column >= 0 && row < rows) {
    if (meets(column, row)) column--;
    else row++;
  }
};

/** The cheapest of those that meet the service level; else the one that comes nearest, the cheapest of equals. */
export const cheapestOf = (trials: readonly Trial[]): Trial | undefined => {
  let best: Trial | undefined;
  for (const trial of trials) if (best === undefined || isBetter(trial, best)) best = trial;
  return best;
};

const isBetter = ({ forecast: a }: Trial, { forecast: b }: Trial): boolean => {
  if (a.slo.isMet !== b.slo.isMet) return a.slo.isMet;
  if (!a.slo.isMet && a.slo.attainment !== b.slo.attainment) return a.slo.attainment > b.slo.attainment;
  return a.cost.total < b.cost.total;
};
