/** Prints one figure, and whether it is within its limit. */
export function report(what: string, value: number, unit: string, limit?: number): void {
  print(what, value, unit, limit === undefined ? undefined : { word: "limit", value: limit, met: value <= limit });
}

/** Prints one figure that must not be smaller than its limit. */
export function reportAtLeast(what: string, value: number, unit: string, limit: number): void {
  print(what, value, unit, { word: "at least", value: limit, met: value >= limit });
}

function print(what: string, value: number, unit: string, limit?: { word: string; value: number; met: boolean }): void {
  const bound =
    limit === undefined
      ? ""
      : `  (${[limit.word, limit.value.toFixed(2), unit].join(" ").trim()}: ${limit.met ? "met" : "MISSED"})`;
  console.log(`${what.padEnd(44)} ${value.toFixed(2).padStart(8)} ${unit}${bound}`);
}
