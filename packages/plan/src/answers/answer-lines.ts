import type { Wire, WireMap } from "../wire/wire-value.js";
import { isWireMap, withoutWireSecrets } from "../wire/wire-value.js";

/** The lines that answer an invoke in an answers file; only the result is left to fill in. */
export function invokeLines(token: string, args: WireMap): string {
  const plain = withoutWireSecrets(args);
  const lines = ["invokes:", `  - token: ${token}`];
  if (isWireMap(plain) && Object.keys(plain).length > 0) lines.push(`    args: ${flow(plain)}`);
  return [...lines, "    result: {}"].join("\n");
}

/** The lines that answer a stack reference. */
export const stackReferenceLines = (name: string): string =>
  ["stackReferences:", `  ${scalar(name)}:`, "    outputs: {}"].join("\n");

/** The lines that answer a lookup by id. */
export const readLines = (type: string, id: string): string =>
  ["reads:", `  - type: ${type}`, `    id: ${scalar(id)}`, "    outputs: {}"].join("\n");

// JSON is YAML, so quoting whatever is not a plain word is always right.
const scalar = (text: string): string => (/^[A-Za-z][\w./-]*$/.test(text) ? text : JSON.stringify(text));

function flow(value: Wire): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (!isWireMap(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, item]) => `${scalar(name)}: ${flow(item)}`)
    .join(", ")} }`;
}
