import * as pulumi from "@pulumi/pulumi";
import { formatProblems, type Problem, SpecError, sortProblems } from "@roadstead/core";

/**
 * Thrown by a component whose arguments have problems, before it makes anything. Pulumi prints it at the resource and
 * without a stack; it carries all problems as data.
 */
export class InvalidWorkloadError extends pulumi.ResourceError {
  readonly problems: readonly Problem[];

  constructor(resource: pulumi.Resource, problems: readonly Problem[]) {
    super(formatProblems(problems), resource, true);
    this.problems = sortProblems(problems);
  }
}

/** What `make` gives back; the problems that it throws become those of the resource. */
export function reportingProblemsOf<T>(resource: pulumi.Resource, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof SpecError ? new InvalidWorkloadError(resource, error.problems) : error;
  }
}
