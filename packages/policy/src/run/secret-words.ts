import type { PropertyValue, ResourceGraph } from "@roadstead/core";
import { isArchive, isPropertyMap, isSecret } from "@roadstead/core";

/** Shorter secrets are too likely to be ordinary words of a message. */
const shortest = 4;

/**
 * Replaces every secret of a graph that stands in a text. Rules do not print secrets; this is for the rule that does,
 * and for a secret that the program also used as a name.
 */
export function secretFilter(graphs: readonly Pick<ResourceGraph, "resources">[]): (text: string) => string {
  const words = new Set<string>();
  for (const { resources } of graphs) {
    for (const { inputs, outputs } of resources) {
      collect(inputs, false, words);
      collect(outputs, false, words);
    }
  }
  const sorted = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (sorted.length === 0) return (text) => text;
  return (text) =>
    sorted.reduce((left, word) => (left.includes(word) ? left.split(word).join("<secret>") : left), text);
}

function collect(value: PropertyValue | undefined, secret: boolean, words: Set<string>): void {
  if (value === undefined || value === null) return;
  if (isSecret(value)) return collect(value.reveal(), true, words);
  if (typeof value === "string" || typeof value === "number") {
    const word = String(value);
    if (secret && word.length >= shortest) words.add(word);
    return;
  }
  if (typeof value !== "object") return;
  if (Array.isArray(value)) return (value as PropertyValue[]).forEach((item) => collect(item, secret, words));
  if (isArchive(value)) return collect(value.source.assets, secret, words);
  if (isPropertyMap(value)) Object.values(value).forEach((item) => collect(item, secret, words));
}
