/** One fault in what a user wrote: where, what, what was found, what is allowed, how to mend it. */
export interface Problem {
  /** Stable id of the rule, `<area>/<rule>`, such as `spec/size-order` or `eks/two-zones`. */
  readonly rule: string;
  /** Where: `pools.serving.size.max`, in the spec; `eks.network.subnets[0].zone`, in a target's factory. */
  readonly path: string;
  /** A sentence without the path and without the allowed values. */
  readonly message: string;
  /** The value found, as JSON would print it. */
  readonly got?: string;
  /** Allowed values or the allowed range. */
  readonly allowed?: readonly string[];
  /** How to mend it, as an instruction. */
  readonly hint?: string;
}

/** `path: message (got …); allowed: …; hint` on one line. */
export function formatProblem(problem: Problem): string {
  const parts = [problem.got === undefined ? problem.message : `${problem.message}, got ${problem.got}`];
  if (problem.allowed !== undefined && problem.allowed.length > 0) {
    parts.push(`allowed: ${problem.allowed.join(", ")}`);
  }
  if (problem.hint !== undefined) parts.push(problem.hint);
  return `${problem.path}: ${parts.join("; ")} [${problem.rule}]`;
}

/** All problems, one a line, sorted by path. */
export function formatProblems(problems: readonly Problem[]): string {
  return sortProblems(problems).map(formatProblem).join("\n");
}

/** Sorted by path, then rule, in code-point order, so that output is the same on every machine. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => compare(a.path, b.path) || compare(a.rule, b.rule));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Thrown where a spec that has problems meets an edge that cannot return them. Carries all of them. */
export class SpecError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = "SpecError";
    this.problems = sortProblems(problems);
  }
}

/**
 * The candidate that is nearest to `value` by edit distance, or undefined when none is near.
 *
 * Near: at most a third of the longer word differs, ignoring case.
 */
export function nearest(value: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (Math.abs(value.length - candidate.length) > farthest(value, candidate)) continue;
    const distance = editDistance(value.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  if (best === undefined) return undefined;
  return bestDistance <= farthest(value, best) ? best : undefined;
}

/** Most edits between words that are near. */
function farthest(a: string, b: string): number {
  return Math.max(1, Math.floor(Math.max(a.length, b.length) / 3));
}

/** Insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(beforeLast, j - 2) + 1 : Infinity;
      row.push(Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
