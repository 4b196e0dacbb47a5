import { basename, resolve } from "node:path";
import type { ResourceGraph } from "@roadstead/core";
import type { Plan } from "@roadstead/plan";
import { PlanUsageError } from "@roadstead/plan";

/** `isUsageError`: there is no project to plan where the user said, or its files are wrong. */
export type OutputPlan = ResourceGraph & Partial<Pick<Plan, "stdout" | "stderr">> & { readonly isUsageError?: boolean };

/** What there is to show of a project that could not even be started. */
export function failedPlan(
  directory: string,
  stack: string | undefined,
  error: unknown,
  code = "plan-failed",
): OutputPlan {
  const problems = error instanceof PlanUsageError ? error.problems : [];
  const message = error instanceof Error ? error.message : String(error);
  return {
    project: basename(resolve(directory)),
    stack: stack ?? "dev",
    resources: [],
    stackOutputs: {},
    invokes: [],
    diagnostics: problems.length > 0 ? [] : [{ severity: "error", code, message }],
    problems,
    complete: false,
    isUsageError: error instanceof PlanUsageError,
  };
}
