import type { ResourceGraph } from "./resource-graph.js";
import type { PropertyValue } from "./value.js";
import { isArchive, isPropertyMap, isSecret } from "./value.js";

/** Shorter secrets are too likely to be ordinary words of a message. */
const shortest = 4;

/**
 * The secrets of graphs, to take them out of texts. Rules and prices do not print secrets; this is for the one that does,
 * and for a secret that the program also used as a name.
 */
export class SecretWords {
  readonly #words = new Set<string>();

  add({ resources }: Pick<ResourceGraph, "resources">): void {
    for (const { inputs, outputs } of resources) {
      collect(inputs, false, this.#words);
      collect(outputs, false, this.#words);
    }
  }

  /** A function that writes `<secret>` in the place of every secret in a text, also where two overlap. */
  filter(): (text: string) => string {
    if (this.#words.size === 0) return (text) => text;
    // A text is looked at once, however many secrets there are: by how they begin, then by how long they are.
    const lengths = new Map<string, Set<number>>();
    for (const word of this.#words) {
      const beginning = word.slice(0, shortest);
      const same = lengths.get(beginning);
      if (same === undefined) lengths.set(beginning, new Set([word.length]));
      else same.add(word.length);
    }
    return (text) => this.#hidden(text, lengths);
  }

  #hidden(text: string, lengths: ReadonlyMap<string, ReadonlySet<number>>): string {
    let clean = "";
    let end = 0;
    for (let at = 0; at + shortest <= text.length; at++) {
      for (const length of lengths.get(text.slice(at, at + shortest)) ?? []) {
        if (at + length <= end || !this.#words.has(text.slice(at, at + length))) continue;
        if (at >= end) clean += `${text.slice(end, at)}<secret>`;
        end = at + length;
      }
    }
    return end === 0 ? text : clean + text.slice(end);
  }
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
