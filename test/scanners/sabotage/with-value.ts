import type { JsonValue } from "@roadstead/core";

/** A copy with the value at a path such as `spec.containers[0].image` set, or taken out where it is undefined. */
export function withValue<T>(root: T, path: string, value: JsonValue | undefined): T {
  const copy = structuredClone(root);
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop() ?? "";
  const parent = steps.reduce<Record<string, unknown>>(
    (object, step) => (object[step] ??= {}) as Record<string, unknown>,
    copy as Record<string, unknown>,
  );
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}
