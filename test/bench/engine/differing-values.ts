export interface ValueDifference {
  /** `spec.ports[0].port`; empty for the whole. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The deepest places at which two JSON values differ; what one of them lacks is undefined there. */
export function differingValues(before: unknown, after: unknown, path = ""): ValueDifference[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => differingValues(before[i], after[i], `${path}[${i}]`)).flat();
  }
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differingValues(before[key], after[key], path === "" ? key : `${path}.${key}`),
    );
  }
  return [{ path, before, after }];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
