import { safeText } from "../text/safe-text.js";

/** Text of a user in a page: nothing of it is obeyed, neither as markup nor as direction of text. */
export const escaped = (text: string): string =>
  safeText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Data within a `script` element, which ends at the first `</script` whatever quotes are around it. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => unicodeEscape(character));

const unicodeEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

export interface HtmlColumn {
  readonly head: string;
  readonly isNumber?: boolean;
}

/** A table whose first column names the rows. Cells are plain text. */
export function htmlTable(
  caption: string,
  columns: readonly HtmlColumn[],
  rows: readonly (readonly string[])[],
): string {
  const numeric = (i: number): string => (columns[i]?.isNumber === true ? ' class="number"' : "");
  const head = columns.map(({ head }, i) => `<th scope="col"${numeric(i)}>${escaped(head)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = row.map((cell, i) =>
      i === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td${numeric(i)}>${escaped(cell)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(caption)}">` +
    `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead>` +
    `<tbody>\n${body.join("\n")}\n</tbody></table></div>`
  );
}

/** A table that is there for whoever wants the numbers behind a plot. */
export const foldedTable = (
  caption: string,
  ...table: readonly [readonly HtmlColumn[], readonly (readonly string[])[]]
): string => `<details><summary>${escaped(caption)} as a table</summary>${htmlTable(caption, ...table)}</details>`;
