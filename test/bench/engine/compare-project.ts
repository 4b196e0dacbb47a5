import { planProject } from "@roadstead/plan";
import type { Plan, PlanAnswers } from "@roadstead/plan";
import { compareGraphs } from "./compare-graphs.js";
import type { Comparison } from "./compare-graphs.js";
import { graphOfPlan, graphOfPreview, graphOfState } from "./resource-facts.js";
import { openStack } from "./stack.js";
import type { PreviewResult, StackOptions, UpdateResult } from "./stack.js";

export interface ProjectComparison {
  readonly plan: Plan;
  readonly preview: PreviewResult;
  readonly up: UpdateResult;
  /** Earlier against later: what is unknown in the first may be known in the second. */
  readonly planToPreview: Comparison;
  readonly previewToState: Comparison;
  readonly planToState: Comparison;
}

/**
 * Plans a project, previews it and runs it on a new stack, and compares the three graphs. What the providers of
 * `options.env` answer to invokes and reads has to be given to the plan as `answers`.
 *
 * The stack is removed without being destroyed: providers of the bench that hold something want a stack of their own.
 */
export async function compareProject(
  options: StackOptions & { readonly answers?: PlanAnswers },
): Promise<ProjectComparison> {
  const { projectDir, stack: stackName, config, secretConfig, answers } = options;
  const plan = await planProject(projectDir, {
    stack: stackName,
    ...(config === undefined ? {} : { config }),
    ...(secretConfig === undefined ? {} : { secretConfig }),
    ...(answers === undefined ? {} : { answers }),
  });
  const stack = await openStack(options);
  try {
    const preview = await stack.preview();
    const up = await stack.up();
    const [planned, previewed] = [graphOfPlan(plan), graphOfPreview(preview.digest)];
    const state = graphOfState(await stack.export());
    return {
      plan,
      preview,
      up,
      planToPreview: compareGraphs(planned, previewed),
      previewToState: compareGraphs(previewed, state),
      planToState: compareGraphs(planned, state),
    };
  } finally {
    await stack.remove();
  }
}
