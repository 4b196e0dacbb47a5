import type { Properties, Value } from "../test-provider.js";
import { isList, isObject } from "./manifest.js";
import { isEmpty } from "./prune.js";
import { isSameQuantity } from "./quantity.js";

export type Path = readonly (string | number)[];

/** Paths of the values that differ: the deepest that both sides can be compared at. */
export function differences(before: Properties, after: Properties): Path[] {
  return valueDifferences([], before, after);
}

function valueDifferences(path: Path, before: Value | undefined, after: Value | undefined): Path[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => valueDifferences([...path, key], before[key], after[key]));
  }
  if (isList(before) && isList(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
      valueDifferences([...path, index], before[index], after[index]),
    ).flat();
  }
  return isSame(path, before, after) ? [] : [path];
}

function isSame(path: Path, before: Value | undefined, after: Value | undefined): boolean {
  if (before === undefined || after === undefined) return isAbsent(before) && isAbsent(after);
  return before === after || (isEmpty(before) && isEmpty(after)) || isSameQuantity(path, before, after);
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

/** A path as Pulumi writes it: `spec.containers[0].image`, `metadata.labels["a.b/c"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** Reads what {@link pathText} writes. */
export function parsePath(text: string): Path {
  return [...text.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, plain]) =>
    index === undefined ? (quoted?.replaceAll('\\"', '"') ?? plain ?? "") : Number(index),
  );
}

export function startsWith(path: Path, prefix: Path): boolean {
  return prefix.every((step, index) => step === "*" || String(step) === String(path[index]));
}
