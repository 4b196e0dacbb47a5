import { type Properties, UNKNOWN, type Value } from "../test-provider.js";

export function isObject(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The value at a dotted path; a list of one counts as its element. Undefined where there is none, or none yet. */
export function at(value: Value | undefined, path: string): Value | undefined {
  let found: Value | undefined = value;
  for (const key of path.split(".")) {
    if (isList(found)) found = found[0];
    if (!isObject(found)) return undefined;
    found = found[key];
  }
  return found === UNKNOWN || found === null ? undefined : found;
}

export function text(value: Value | undefined, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === "string" ? found : undefined;
}

export function count(value: Value | undefined, path: string): number | undefined {
  const found = at(value, path);
  return typeof found === "number" ? found : undefined;
}

export function list(value: Value | undefined, path: string): readonly Value[] {
  const found = at(value, path);
  return isList(found) ? found : [];
}

export function texts(value: Value | undefined, path: string): readonly string[] {
  return list(value, path).filter((item) => typeof item === "string" && item !== UNKNOWN) as string[];
}

export function stringMap(value: Value | undefined, path: string): Readonly<Record<string, string>> {
  const found = at(value, path);
  if (!isObject(found)) return {};
  return Object.fromEntries(Object.entries(found).map(([key, item]) => [key, String(item)]));
}

/** Both, member by member; the second one's values win, and lists are taken whole. */
export function merged(first: Properties, second: Properties): Properties {
  const result: Record<string, Value> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = result[key];
    result[key] = isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}

/** With a value at a dotted path, whose parents are made where they lack. */
export function withValue(properties: Properties, path: string, value: Value): Properties {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...properties, [key]: value };
  const inner = properties[key];
  return { ...properties, [key]: withValue(isObject(inner) ? inner : {}, rest.join("."), value) };
}

/** Values of `live` where `shape` has members: what a refresh writes into the inputs of a resource. */
export function projected(shape: Value, live: Value | undefined): Value {
  if (live === undefined) return shape;
  if (!isObject(shape) || !isObject(live)) return live;
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, projected(value, live[key])]));
}

/** Dotted paths whose values differ, as deep as both sides are objects; lists of objects item by item. */
export function changedPaths(before: Value | undefined, after: Value | undefined, path = ""): string[] {
  const join = (key: string) => (path === "" ? key : `${path}.${key}`);
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !key.startsWith("__"));
    return keys.sort().flatMap((key) => changedPaths(before[key], after[key], join(key)));
  }
  if (isList(before) && isList(after) && before.length === after.length) {
    return before.flatMap((item, index) => changedPaths(item, after[index], `${path}[${index}]`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}
