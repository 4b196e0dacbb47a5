import type { Problem } from "@roadstead/core";
import { formatProblems } from "@roadstead/core";

/** The caller's own mistake: no project there, a file that cannot be read, an option that does not fit. */
export class PlanUsageError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = "PlanUsageError";
    this.problems = problems;
  }
}

/** {@link PlanUsageError} of one problem. */
export const usageError = (rule: string, path: string, message: string, hint?: string): PlanUsageError =>
  new PlanUsageError([{ rule, path, message, ...(hint === undefined ? {} : { hint }) }]);
