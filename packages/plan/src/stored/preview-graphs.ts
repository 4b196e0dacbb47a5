import type { GraphDiagnostic, GraphResource, ResourceGraph } from "@roadstead/core";
import { storedGraph } from "./state-graph.js";
import type { StoredObject } from "./stored-resource.js";
import { isStoredObject, storedResource } from "./stored-resource.js";

/** What is there before a previewed update, and what is to be there after it. */
export interface PreviewGraphs {
  readonly before: ResourceGraph;
  readonly after: ResourceGraph;
}

/** A step of a preview. */
interface PreviewStep {
  readonly isSame: boolean;
  readonly before: GraphResource | undefined;
  readonly after: GraphResource | undefined;
  readonly malformed: boolean;
}

const isGone = (op: unknown): boolean => typeof op === "string" && (op.startsWith("delete") || op === "discard");

const resourceOf = (state: unknown): GraphResource | undefined =>
  isStoredObject(state) ? storedResource(state) : undefined;

const isGiven = (state: unknown): boolean => state !== undefined && state !== null;

/** An entry of a preview's `steps`. */
export function readPreviewStep(step: unknown): PreviewStep {
  if (!isStoredObject(step)) return { isSame: false, before: undefined, after: undefined, malformed: true };
  const { op, oldState, newState } = step;
  const before = resourceOf(oldState);
  const after = resourceOf(newState);
  return {
    isSame: op === "same",
    before,
    after: isGone(op) ? undefined : after,
    malformed: (isGiven(oldState) && before === undefined) || (isGiven(newState) && after === undefined),
  };
}

/** Reads what `pulumi preview --json` wrote, with `--show-sames` all resources; its steps are read. */
export function previewGraphs(preview: StoredObject): PreviewGraphs {
  const steps = Array.isArray(preview["steps"]) ? (preview["steps"] as readonly PreviewStep[]) : [];
  const before = new Map<string, GraphResource>();
  const after = new Map<string, GraphResource>();
  for (const step of steps) {
    if (step.before !== undefined && !before.has(step.before.urn)) before.set(step.before.urn, step.before);
    if (step.after !== undefined) after.set(step.after.urn, step.after);
  }
  const malformed = steps.filter((step) => step.malformed).length;
  const diagnostics = [
    ...ownErrors(preview),
    ...hiddenSames(preview, steps),
    ...(malformed > 0 ? [error("malformed-resource", `${malformed} steps of the preview have no resource`)] : []),
  ];
  return {
    before: storedGraph([...before.values()], diagnostics),
    after: storedGraph([...after.values()], diagnostics),
  };
}

/** A preview that ended in an error has only the steps before it. What the error says may be anything: it is not told. */
function ownErrors({ diagnostics }: StoredObject): readonly GraphDiagnostic[] {
  const errors = Array.isArray(diagnostics)
    ? diagnostics.filter((one) => isStoredObject(one) && one["severity"] === "error").length
    : 0;
  return errors === 0 ? [] : [error("preview-failed", `the preview ended in ${errors} errors: resources are missing`)];
}

function hiddenSames({ changeSummary }: StoredObject, steps: readonly PreviewStep[]): readonly GraphDiagnostic[] {
  const counted = isStoredObject(changeSummary) ? changeSummary["same"] : undefined;
  const same = typeof counted === "number" ? counted : 0;
  if (same === 0 || steps.some(({ isSame }) => isSame)) return [];
  const message = `${same} unchanged resources are not in the preview: make it with --show-sames`;
  return [{ severity: "warning", code: "hidden-sames", message }];
}

const error = (code: string, message: string): GraphDiagnostic => ({ severity: "error", code, message });
