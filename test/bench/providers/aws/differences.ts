import type { Properties, Value } from "../test-provider.js";
import { isList, isRecord } from "./values.js";

/** Paths at which two sets of arguments differ, such as "scalingConfig.minSize", "instanceTypes[0]", "tags.owner". */
export function differences(olds: Properties, news: Properties, unordered: readonly string[] = []): readonly string[] {
  const found: string[] = [];
  compare(olds, news, "", unordered, found);
  return found;
}

function compare(
  before: Value | Properties | undefined,
  after: Value | Properties | undefined,
  path: string,
  unordered: readonly string[],
  found: string[],
): void {
  if (isList(before) && isList(after)) {
    const [a, b] = unordered.includes(path) ? [sorted(before), sorted(after)] : [before, after];
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      compare(a[index], b[index], `${path}[${index}]`, unordered, found);
    }
  } else if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (key.startsWith("__")) continue;
      compare(before[key], after[key], path === "" ? key : `${path}.${key}`, unordered, found);
    }
  } else if (!isSame(before, after)) {
    found.push(path);
  }
}

const sorted = (list: readonly Value[]): readonly Value[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

// The provider does not tell what is not there from what is empty, nor a number from its text.
function isSame(before: Value | Properties | undefined, after: Value | Properties | undefined): boolean {
  const [a, b] = [plain(before), plain(after)];
  return a === b;
}

function plain(value: Value | Properties | undefined): string {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "object") return Object.keys(value).length === 0 ? "" : JSON.stringify(value);
  return String(value);
}

/** Whether a path is one of those given or lies in one of them. */
export function isWithin(path: string, parents: readonly string[]): boolean {
  return parents.some((parent) => path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`));
}
