import * as pulumi from "@pulumi/pulumi";
import { formatProblems, type Problem, SpecError } from "@roadstead/core";

/**
 * Thrown by a component whose arguments have problems. Pulumi prints it at the resource and without a stack;
 * it carries all problems as data.
 */
export class InvalidClusterError extends pulumi.ResourceError {
  readonly problems: readonly Problem[];

  constructor(resource: pulumi.Resource, problems: readonly Problem[]) {
    super(formatProblems(problems), resource, true);
    this.problems = problems;
  }
}

/** What `make` gives back; the problems that it throws become those of the resource. */
export function reportingProblemsOf<T>(resource: pulumi.Resource, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof SpecError ? new InvalidClusterError(resource, error.problems) : error;
  }
}
