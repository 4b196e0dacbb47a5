import type { ProblemList } from "./trace-problem.js";

/** By chance, a window of so many requests is empty once in e^20 times. */
const fewestExpected = 20;
/** What comes before and after a lull has to be like the rest of the trace, not the end of a slow decline. */
const shareOfMedian = 0.25;
const mostEmpty = 0.1;
/** Fewer windows than these say nothing of what is usual. */
const fewestWindows = 8;

export interface Lulls {
  /** Changed where lulls are filled. */
  readonly rates: Float64Array;
  readonly windowSeconds: number;
  readonly column: string;
  readonly lineOf: (window: number) => number;
  readonly fills: boolean;
}

/**
 * Windows of exactly nothing in the midst of traffic: most often nobody counted then, and a platform that goes by them
 * saves money which it could not. Each run is a warning; filled with the window before it when that was asked for.
 */
export const fillLulls = ({ rates, windowSeconds, column, lineOf, fills }: Lulls, warnings: ProblemList): void => {
  if (rates.length < fewestWindows) return;
  const busy = rates.filter((rate) => rate > 0).sort();
  // Where many windows are empty, that is what this traffic is like.
  if (busy.length < (1 - mostEmpty) * rates.length) return;
  // Where some windows have hardly any requests, others have none by chance.
  if (busy[Math.floor(busy.length / 100)]! * windowSeconds < fewestExpected) return;
  const usual = shareOfMedian * busy[Math.floor(busy.length / 2)]!;
  for (let i = 1; i < rates.length; i++) {
    if (rates[i] !== 0) continue;
    const first = i;
    while (i < rates.length && rates[i] === 0) i++;
    const before = rates[first - 1]!;
    if (i === rates.length || before < usual || rates[i]! < usual) continue;
    if (fills) rates.fill(before, first, i);
    const windows = i - first === 1 ? "a window" : `${i - first} windows`;
    const hint = fills
      ? undefined
      : "`--fill-lulls` fills them with what came before; as they are, they look like savings.";
    warnings.add({
      line: lineOf(first),
      column,
      message: `falls to exactly 0 for ${windows} and is back at once, as where nobody counted${fills ? "; filled" : ""}`,
      got: `${before} before, ${rates[i]!} after, requests per second`,
      ...(hint !== undefined && { hint }),
    });
  }
};
