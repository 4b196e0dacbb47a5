import type { ProblemList } from "./trace-problem.js";

/** Years between one line and the next are another unit, or another clock, and no pause. */
const farMicros = 3 * 365 * 86_400e6;

/** Whether rows came in the order of time; all that went back in it are one problem, told at the first of them. */
export class RowOrder {
  private before = NaN;
  private back: Step | undefined;
  private backCount = 0;
  private far: Step | undefined;

  add(time: number, line: number): void {
    const step = time - this.before;
    this.before = time;
    if (step < 0 && this.backCount++ === 0) this.back = { line, micros: -step };
    if ((step > farMicros || step < -farMicros) && this.far === undefined) this.far = { line, micros: Math.abs(step) };
  }

  get isSorted(): boolean {
    return this.backCount === 0;
  }

  /** Says what is wrong with the order; true where something was. */
  check(problems: ProblemList, column: string, sort: boolean): boolean {
    if (this.far !== undefined) {
      const years = Math.round(this.far.micros / (365.25 * 86_400e6));
      problems.add({
        line: this.far.line,
        column,
        message: "is years away from the line above it",
        got: `${years} years`,
        hint: "Are the times of all lines in one unit, and of one clock?",
      });
      return true;
    }
    if (this.back === undefined || sort) return false;
    const later = this.backCount - 1;
    const others = later === 0 ? "" : `, as ${later} later ${later === 1 ? "line does" : "lines do"}`;
    problems.add({
      line: this.back.line,
      column,
      message: `goes back in time${others}`,
      got: `${this.back.micros / 1e6} seconds before the line above it`,
      hint: "`--sort` puts the lines in order.",
    });
    return true;
  }
}

interface Step {
  readonly line: number;
  readonly micros: number;
}

/** Places of times from the earliest to the latest; equal ones keep their order. */
export const sortedPlaces = (times: Float64Array): Uint32Array =>
  Uint32Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
