import type { ImageOptions } from "../layout/cluster-layout.js";
import type { Problem } from "../problem.js";
import { keyPath, suggestion } from "../spec/spec-problem.js";
import { membersOf } from "./untyped.js";

/** Every key that T has, in one of its forms if it has several: a key that T gains or loses must be said here too. */
export type KeysOf<T> = Readonly<Record<T extends unknown ? keyof T : never, true>>;

/** Of the images, which every target's factory takes. */
export const imageKeys: KeysOf<ImageOptions> = { mirror: true, pullSecret: true, overrides: true };

/** What a program without types says at a place that has no such key; nobody would hear of it. */
export function unknownKeys<Rule extends string>(
  rule: Rule,
  path: string,
  value: unknown,
  known: Readonly<Record<string, true>>,
): readonly (Problem & { readonly rule: Rule })[] {
  const allowed = Object.keys(known);
  return Object.entries(membersOf(value))
    .filter(([key, member]) => member !== undefined && !Object.hasOwn(known, key))
    .map(([key]) => ({
      rule,
      path: keyPath(path, key),
      message: "is not a key here",
      allowed,
      ...suggestion(key, allowed),
    }));
}
