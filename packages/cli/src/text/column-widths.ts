import { displayWidth } from "./display-width.js";

/** Longest word that a column keeps in one piece when there is no other way. */
const longestWord = 14;

/**
 * Width of each column so that all fit in `available` columns of the page: the natural widths where they fit, else
 * the widest are narrowed, to their longest word and, if they must be, to 14 columns. Undefined when nothing fits.
 */
export function columnWidths(rows: readonly (readonly string[])[], available: number): number[] | undefined {
  const count = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, i) => rows.map((row) => row[i] ?? ""));
  const natural = columns.map((cells) => Math.max(...cells.map(displayWidth)));
  const words = columns.map((cells) => Math.max(...cells.flatMap((cell) => cell.split(" ").map(displayWidth))));
  const floors = words.map((width) => Math.min(width, longestWord));
  return narrowed(natural, words, available) ?? narrowed(words, floors, available);
}

/** The widths with the widest narrowed by turns, none below its floor, until all fit. */
function narrowed(widths: readonly number[], floors: readonly number[], available: number): number[] | undefined {
  const result = [...widths];
  let excess = result.reduce((sum, width) => sum + width, 0) - available;
  for (; excess > 0; excess--) {
    const widest = widestAboveFloor(result, floors);
    if (widest === undefined) return undefined;
    result[widest] = (result[widest] ?? 0) - 1;
  }
  return result;
}

function widestAboveFloor(widths: readonly number[], floors: readonly number[]): number | undefined {
  let best: number | undefined;
  widths.forEach((width, i) => {
    if (width > (floors[i] ?? 0) && (best === undefined || width > (widths[best] ?? 0))) best = i;
  });
  return best;
}
