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

/** An old copy of a resource, which waits for its deletion, and what is no resource at all. */
export type NoResource = "old-copy" | "malformed";

/** An entry of a state's `resources`. */
export function readStateEntry(entry: unknown): GraphResource | NoResource {
  if (!isStoredObject(entry)) return "malformed";
  return entry["delete"] === true ? "old-copy" : (storedResource(entry) ?? "malformed");
}

/** The resources that are there, of the `deployment` of a state whose entries are read. */
export function stateGraph(deployment: StoredObject): ResourceGraph {
  const listed = deployment["resources"];
  const entries = Array.isArray(listed) ? (listed as readonly ReturnType<typeof readStateEntry>[]) : [];
  const pending = deployment["pending_operations"];
  const unfinished = Array.isArray(pending) ? pending.length : 0;
  const resources = entries.filter((entry) => typeof entry === "object");
  const malformed = entries.filter((entry) => entry === "malformed").length + (isListOrAbsent(listed) ? 0 : 1);
  return storedGraph(resources, [
    ...(unfinished > 0
      ? [diagnostic("warning", "pending-operations", `${unfinished} operations were interrupted`)]
      : []),
    ...(malformed > 0
      ? [diagnostic("error", "malformed-resource", `${malformed} entries of the state are no resources`)]
      : []),
  ]);
}

/** `stack export` of an empty stack writes no list, or null. */
const isListOrAbsent = (listed: unknown): boolean => listed === undefined || listed === null || Array.isArray(listed);

const diagnostic = (severity: GraphDiagnostic["severity"], code: string, message: string): GraphDiagnostic => ({
  severity,
  code,
  message,
});
