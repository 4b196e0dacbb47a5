import type { ProblemList } from "./trace-problem.js";

/** Windows are found a thousandth of their length, or a millisecond, from where they should begin. */
const shareOff = 1e-3;
const microsOff = 1000;

/** Beyond ten times what a file has, gaps are no gaps. */
const mostFilled = 10;

/** Length of the windows that begin at these sorted times: the step that most of them have. */
export const windowSecondsOf = (times: Float64Array, said: number | undefined): number | undefined => {
  if (said !== undefined) return said;
  const counts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    // Starts that were rounded differ by a little.
    const step = Math.round((times[i]! - times[i - 1]!) / microsOff) * microsOff;
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best: number | undefined;
  for (const [step, count] of counts) {
    const most = best === undefined ? 0 : counts.get(best)!;
    if (count > most || (count === most && step < best!)) best = step;
  }
  return best === undefined ? undefined : best / 1e6;
};

export interface Windows {
  readonly times: Float64Array;
  readonly lines: Float64Array;
  readonly windowSeconds: number;
  readonly column: string;
  readonly fillGaps: "previous" | "zero" | undefined;
}

/** The number of each window from the first one on, and of all with those that lack; undefined where there were problems. */
export const placeWindows = (
  { times, lines, windowSeconds, column, fillGaps }: Windows,
  problems: ProblemList,
  warnings: ProblemList,
): { places: Float64Array; count: number } | undefined => {
  const window = windowSeconds * 1e6;
  const tolerance = Math.max(window * shareOff, Math.min(microsOff, window / 4));
  const before = problems.count;
  const places = new Float64Array(times.length);
  for (let i = 1; i < times.length; i++) {
    const step = times[i]! - times[i - 1]!;
    const windows = Math.round(step / window);
    places[i] = places[i - 1]! + windows;
    const at = { line: lines[i]!, column };
    const seconds = step / 1e6;
    if (step === 0) {
      problems.add({ ...at, message: `is the window of line ${lines[i - 1]!} once more` });
    } else if (step < window - tolerance) {
      problems.add({
        ...at,
        message: `begins ${seconds} s after the window before it, which is ${windowSeconds} s long`,
        hint: "Windows may not overlap.",
      });
    } else if (Math.abs(step - windows * window) > tolerance * windows) {
      problems.add({
        ...at,
        message: `begins ${seconds} s after the window before it, and windows are ${windowSeconds} s long`,
        hint: "All windows have one length.",
      });
    } else if (windows > 1) {
      const lacking = windows - 1;
      const message = `comes after a gap of ${lacking} ${lacking === 1 ? "window" : "windows"} (${lacking * windowSeconds} s)`;
      const got = `from ${(times[i - 1]! - times[0]! + window) / 1e6} s to ${(times[i]! - times[0]!) / 1e6} s of the trace`;
      if (fillGaps === undefined)
        problems.add({ ...at, message, got, hint: "`--fill-gaps previous` or `--fill-gaps zero` fills gaps." });
      else
        warnings.add({
          ...at,
          message: `${message}, filled with ${fillGaps === "zero" ? "zero" : "the window before it"}`,
          got,
        });
    }
  }
  const count = places[times.length - 1]! + 1;
  if (problems.count === before && count > mostFilled * times.length + 1000) {
    problems.add({
      line: 0,
      column,
      message: `has ${times.length} windows of the ${count} from its first to its last`,
      hint: "Is the length of windows right?",
    });
  }
  return problems.count > before ? undefined : { places, count };
};
