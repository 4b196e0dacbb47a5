import { displayWidth, padEnd, padStart } from "./display-width.js";
import { columnWidths } from "./column-widths.js";
import type { PageOptions } from "./page.js";
import { paragraph } from "./page.js";
import { safeText } from "./safe-text.js";
import { wrap } from "./wrap.js";

export interface Column {
  readonly head: string;
  /** @default "left" */
  readonly align?: "left" | "right";
}

const gap = 2;

const isBlank = (cell: string): boolean => cell === "" || cell === "-";

/**
 * An aligned table. On a page that is too narrow cells are wrapped, the widest columns first; where even that
 * does not fit, each row becomes a list of `head: cell`. No-break spaces hold words together and print as spaces. A column whose cells are all empty or "-" is left out.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  page: PageOptions,
  indent = 2,
): string[] {
  if (rows.length === 0) return [];
  const shown = columns.map((_, i) => i).filter((i) => rows.some((row) => !isBlank(row[i] ?? "")));
  const kept = shown.flatMap((i) => columns[i] ?? []);
  const cells = rows.map((row) => shown.map((i) => safeText(row[i] ?? "")));
  const heads = kept.map((column) => column.head);
  const widths = columnWidths([heads, ...cells], page.width - indent - gap * (kept.length - 1));
  if (widths === undefined) return cells.flatMap((row) => card(heads, row, page, indent));
  const print = (row: readonly string[]): string[] => printRow(row, kept, widths, indent);
  return [...print(heads).map((line) => page.style.dim(line)), ...cells.flatMap(print)];
}

function printRow(
  row: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
  indent: number,
): string[] {
  const wrapped = row.map((cell, i) =>
    wrap(cell, widths[i] ?? displayWidth(cell)).map((line) => line.replaceAll("\u00a0", " ")),
  );
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = wrapped.map((lines, i) =>
      (columns[i]?.align === "right" ? padStart : padEnd)(lines[line] ?? "", widths[i] ?? 0),
    );
    return (" ".repeat(indent) + parts.join(" ".repeat(gap))).trimEnd();
  });
}

const card = (heads: readonly string[], row: readonly string[], page: PageOptions, indent: number): string[] =>
  row.flatMap((cell, i) =>
    isBlank(cell)
      ? []
      : paragraph((i === 0 ? cell : `${heads[i] ?? ""}: ${cell}`).replaceAll("\u00a0", " "), page, {
          indent: i === 0 ? indent : indent + 2,
          hang: 2,
        }),
  );
