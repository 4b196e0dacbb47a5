import type { GraphDiagnostic, GraphResource, ResourceGraph } from "@roadstead/core";
import { isStack } from "@roadstead/core";
import type { StoredObject } from "./stored-resource.js";
import { isStoredObject, storedResource, urnParts } from "./stored-resource.js";

/** A graph of resources that were read from a file. */
export function storedGraph(
  resources: readonly GraphResource[],
  diagnostics: readonly GraphDiagnostic[] = [],
): ResourceGraph {
  const stack = resources.find(isStack);
  const parts = urnParts((stack ?? resources[0])?.urn ?? "");
  return {
    project: parts?.project ?? "unknown",
    stack: parts?.stack ?? "unknown",
    resources,
    stackOutputs: stack?.outputs ?? {},
    invokes: [],
    diagnostics,
    problems: [],
    complete: diagnostics.every(({ severity }) => severity === "info"),
  };
}

/** The resources that are there, of the `deployment` of a state; old copies that wait for their deletion are not. */
export function stateGraph(deployment: StoredObject): ResourceGraph {
  const stored = Array.isArray(deployment["resources"]) ? (deployment["resources"] as unknown[]) : [];
  const present = stored.filter(isStoredObject).filter((resource) => resource["delete"] !== true);
  const resources = present.flatMap((resource) => storedResource(resource) ?? []);
  const pending = deployment["pending_operations"];
  const unfinished = Array.isArray(pending) ? pending.length : 0;
  return storedGraph(resources, [
    ...(unfinished > 0 ? [warning("pending-operations", `${unfinished} operations were interrupted`)] : []),
    ...skipped(stored.length - (stored.filter(isStoredObject).length - present.length) - resources.length),
  ]);
}

const warning = (code: string, message: string): GraphDiagnostic => ({ severity: "warning", code, message });

const skipped = (count: number): readonly GraphDiagnostic[] =>
  count > 0 ? [warning("malformed-resource", `${count} entries of the state are no resources`)] : [];
