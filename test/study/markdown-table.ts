/** A table of Markdown; cells of all columns but the first stand to the right. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

export const percent = (share: number | undefined): string =>
  share === undefined ? "–" : `${(Math.round(share * 1000) / 10 + 0).toFixed(1)} %`;

export const points = (share: number): string => (Math.round(share * 1000) / 10 + 0).toFixed(1);

/** Attainments and the like, of which the last per mille count. */
export const fine = (share: number): string => `${(share * 100).toFixed(2)} %`;

export const seconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

export const range = (it: readonly [number, number] | undefined): string =>
  it === undefined ? "–" : `${(it[0] * 100).toFixed(0)} to ${(it[1] * 100).toFixed(0)} %`;
