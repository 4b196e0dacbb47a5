import type { WireMap } from "../wire/wire-value.js";
import { isWireMap } from "../wire/wire-value.js";
import type { BuiltinAnswer } from "./builtin.js";

/** Parses manifests as the Kubernetes provider does: all documents, empty ones dropped, `List`s taken apart. */
export async function decodeYaml(args: WireMap): Promise<BuiltinAnswer | undefined> {
  const text = args["text"];
  if (typeof text !== "string") return undefined;
  const { parseAllDocuments } = await import("yaml");
  const objects: WireMap[] = [];
  for (const document of parseAllDocuments(text)) {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`kubernetes:yaml:decode: ${error.message}`);
    const value = document.toJS() as WireMap | null;
    if (isWireMap(value ?? undefined)) objects.push(...itemsOf(value as WireMap));
  }
  return { result: { result: objects } };
}

function itemsOf(object: WireMap): WireMap[] {
  const items = object["items"];
  const isList = typeof object["kind"] === "string" && object["kind"].endsWith("List");
  return isList && Array.isArray(items) ? items.filter(isWireMap) : [object];
}
