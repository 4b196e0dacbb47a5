import type { ResourceGraph } from "@roadstead/core";
import { SecretWords } from "@roadstead/core";

// Amounts, units and kinds are of this program; these come from the priced one.
const foreign = new Set(
  ["project", "stack", "urn", "name", "item", "what", "reason", "path", "notes"].concat([
    "owner",
    "environment",
    "cluster",
    "pool",
    "component",
    "region",
    "type",
  ]),
);

/** Prices without what is secret in the graphs that they are of: a secret can be a region, or the owner of a part. */
export function withoutSecrets<Costs extends object>(costs: Costs, graphs: readonly ResourceGraph[]): Costs {
  const words = new SecretWords();
  for (const graph of graphs) words.add(graph);
  const clean = words.filter();
  // What is one object in several places stays one: a page finds a new gap among all gaps so.
  const copies = new Map<object, unknown>();
  const cleaned = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return foreign.has(key) ? clean(value) : value;
    if (typeof value !== "object" || value === null) return value;
    const copy =
      copies.get(value) ??
      (Array.isArray(value)
        ? value.map((item) => cleaned(item, key))
        : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, name)])));
    copies.set(value, copy);
    return copy;
  };
  return cleaned(costs, "") as Costs;
}
