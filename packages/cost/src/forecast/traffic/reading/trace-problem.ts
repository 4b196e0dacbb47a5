/** What is wrong with a trace, or odd about it, and where. */
export interface TraceProblem {
  /** From 1, as editors count; 0 where the whole file is meant. */
  readonly line: number;
  /** Name in the header, or the number from 1 where there is none. */
  readonly column?: string;
  readonly message: string;
  /** What stands there, cut where it is long. */
  readonly got?: string;
  readonly hint?: string;
}

const mostShown = 20;

/** Keeps the first problems and counts the others: a file of the wrong kind is wrong on every line. */
export class ProblemList {
  readonly shown: TraceProblem[] = [];
  count = 0;

  add(problem: TraceProblem): void {
    if (this.count++ < mostShown) this.shown.push(problem);
  }

  /** Whether one more would be shown, so that nobody works out texts that are thrown away. */
  get hasRoom(): boolean {
    return this.count < mostShown;
  }
}
