import { UNKNOWN, type Properties, type Value } from "../test-provider.js";

export function isObject(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The object at a path of keys; empty where there is none. */
export function objectAt(value: Value | undefined, ...path: readonly string[]): Properties {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : {};
}

export function valueAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((at, key) => (isObject(at) ? at[key] : undefined), value);
}

export function listAt(value: Value | undefined, ...path: readonly string[]): readonly Value[] {
  const found = valueAt(value, ...path);
  return isList(found) ? found : [];
}

export function annotationOf(manifest: Properties, name: string): string | undefined {
  return textOf(objectAt(manifest, "metadata", "annotations")[name]);
}

export function isMarked(manifest: Properties, annotation: string): boolean {
  return annotationOf(manifest, annotation) === "true";
}

export function nameOf(manifest: Properties): string | undefined {
  return textOf(objectAt(manifest, "metadata")["name"]);
}

export function namespaceOf(manifest: Properties): string | undefined {
  return textOf(objectAt(manifest, "metadata")["namespace"]);
}

export function withMetadata(manifest: Properties, metadata: Properties): Properties {
  return { ...manifest, metadata: { ...objectAt(manifest, "metadata"), ...metadata } };
}

export function withAnnotation(manifest: Properties, name: string, value: string): Properties {
  return withMetadata(manifest, { annotations: { ...objectAt(manifest, "metadata", "annotations"), [name]: value } });
}

export function hasUnknown(value: Value | undefined): boolean {
  if (isList(value)) return value.some(hasUnknown);
  if (isObject(value)) return Object.values(value).some(hasUnknown);
  return value === UNKNOWN;
}
