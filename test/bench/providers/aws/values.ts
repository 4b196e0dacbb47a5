import type { Properties, Value } from "../test-provider.js";
import { UNKNOWN } from "../test-provider.js";

/** Arguments of a call, or what the cloud keeps of it. */
export type Args = Record<string, Value>;

/** The value at a path such as "vpcConfig.subnetIds" or "oidcs.0.issuer"; undefined where there is none. */
export function at(value: Value | Properties | undefined, path: string): Value | undefined {
  let current: Value | undefined = value;
  for (const key of path.split(".")) {
    if (Array.isArray(current)) current = (current as readonly Value[])[Number(key)];
    else current = isRecord(current) ? current[key] : undefined;
  }
  return current;
}

export function isRecord(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The text at a path; "" where there is none. */
export function textAt(value: Value | Properties | undefined, path: string): string {
  const found = at(value, path);
  return typeof found === "string" ? found : "";
}

export function listAt(value: Value | Properties | undefined, path: string): readonly Value[] {
  const found = at(value, path);
  return isList(found) ? found : [];
}

export function textsAt(value: Value | Properties | undefined, path: string): readonly string[] {
  return listAt(value, path).filter((each) => typeof each === "string");
}

export function mapAt(value: Value | Properties | undefined, path: string): Readonly<Record<string, string>> {
  const found = at(value, path);
  if (!isRecord(found)) return {};
  return Object.fromEntries(Object.entries(found).map(([key, each]) => [key, String(each)]));
}

/** The number at a path, also written as text; undefined where there is none. */
export function numberAt(value: Value | Properties | undefined, path: string): number | undefined {
  const found = at(value, path);
  if (found === undefined || found === null || found === "") return undefined;
  return Number(found);
}

/** Whether the value at a path is true, also written as text. */
export function isTrueAt(value: Value | Properties | undefined, path: string): boolean {
  const found = at(value, path);
  return found === true || found === "true";
}

/** Whether some part of the value is not known yet. */
export function hasUnknown(value: Value | undefined): boolean {
  if (isList(value)) return value.some(hasUnknown);
  if (isRecord(value)) return Object.values(value).some(hasUnknown);
  return value === UNKNOWN;
}
