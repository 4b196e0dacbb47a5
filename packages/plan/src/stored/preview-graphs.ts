import type { GraphDiagnostic, GraphResource, ResourceGraph } from "@roadstead/core";
import { storedGraph } from "./state-graph.js";
import type { StoredObject } from "./stored-resource.js";
import { isStoredObject, storedResource } from "./stored-resource.js";

/** What is there before a previewed update, and what is to be there after it. */
export interface PreviewGraphs {
  readonly before: ResourceGraph;
  readonly after: ResourceGraph;
}

const isGone = (op: unknown): boolean => typeof op === "string" && (op.startsWith("delete") || op === "discard");

/** Reads the steps of `pulumi preview --json`, with `--show-sames` all resources. */
export function previewGraphs(preview: StoredObject): PreviewGraphs {
  const steps = Array.isArray(preview["steps"]) ? (preview["steps"] as unknown[]).filter(isStoredObject) : [];
  const before = new Map<string, GraphResource>();
  const after = new Map<string, GraphResource>();
  for (const { op, oldState, newState } of steps) {
    const [old, next] = [oldState, newState].map((state) =>
      isStoredObject(state) ? storedResource(state) : undefined,
    );
    if (old !== undefined && !before.has(old.urn)) before.set(old.urn, old);
    if (next !== undefined && !isGone(op)) after.set(next.urn, next);
  }
  const hidden = hiddenSames(preview, steps);
  return { before: storedGraph([...before.values()], hidden), after: storedGraph([...after.values()], hidden) };
}

function hiddenSames(preview: StoredObject, steps: readonly StoredObject[]): readonly GraphDiagnostic[] {
  const summary = preview["changeSummary"];
  const counted = isStoredObject(summary) ? summary["same"] : undefined;
  const same = typeof counted === "number" ? counted : 0;
  if (same === 0 || steps.some(({ op }) => op === "same")) return [];
  const message = `${same} unchanged resources are not in the preview: make it with --show-sames`;
  return [{ severity: "warning", code: "hidden-sames", message }];
}
