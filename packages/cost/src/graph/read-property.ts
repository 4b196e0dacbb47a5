import type { GraphResource, PropertyMap, PropertyValue } from "@roadstead/core";
import { elementPath, isPropertyMap, isUnknown, memberPath, withoutSecret } from "@roadstead/core";

/**
 * A value of a resource, read so that an unknown is never taken for an absent one. `path` says where it stands, with
 * `inputs` left out, as Pulumi spells it.
 */
export type Reading<T> =
  | { readonly state: "known"; readonly value: T; readonly path: string; readonly secret?: true }
  | { readonly state: "unknown"; readonly path: string }
  | { readonly state: "absent"; readonly path: string };

export type Step = string | number;

const emptyText = (value: PropertyValue | undefined): boolean => value === undefined || value === null;

/** The value at `steps` below some properties. A step that is unknown makes all below it unknown. */
export function readAt(properties: PropertyMap, steps: readonly Step[]): Reading<PropertyValue> {
  let value: PropertyValue | undefined = properties;
  let path = "";
  let secret = false;
  for (const step of steps) {
    const container: PropertyValue = value as PropertyValue;
    if (typeof step === "number") {
      path = elementPath(path, step);
      value = Array.isArray(container) ? (container[step] as PropertyValue | undefined) : undefined;
    } else {
      path = memberPath(path, step);
      value = isPropertyMap(container) && Object.hasOwn(container, step) ? container[step] : undefined;
    }
    if (value === undefined || value === null) return { state: "absent", path };
    const plain = withoutSecret(value);
    if (plain !== value) secret = true;
    if (isUnknown(plain)) return { state: "unknown", path };
    if (emptyText(plain)) return { state: "absent", path };
    value = plain;
  }
  return { state: "known", value: value as PropertyValue, path, ...(secret ? { secret: true } : {}) };
}

/** Input of a resource; where the program says nothing, what the provider answered. */
export function read(resource: Pick<GraphResource, "inputs" | "outputs">, ...steps: readonly Step[]) {
  const input = readAt(resource.inputs, steps);
  if (input.state === "known") return input;
  const output = readAt(resource.outputs, steps);
  return output.state === "known" ? output : input;
}

type Resource = Pick<GraphResource, "inputs" | "outputs">;

function convert<T>(
  reading: Reading<PropertyValue>,
  convertValue: (value: PropertyValue) => T | undefined,
): Reading<T> {
  if (reading.state !== "known") return reading;
  const value = convertValue(reading.value);
  if (value === undefined) return { state: "absent", path: reading.path };
  return { ...reading, value };
}

/** A text; numbers and truth values count as their spelling, as providers take them. */
export const readText = (resource: Resource, ...steps: readonly Step[]): Reading<string> =>
  convert(read(resource, ...steps), textOf);

/** A finite number; digits in quotes count, as providers take them. */
export const readNumber = (resource: Resource, ...steps: readonly Step[]): Reading<number> =>
  convert(read(resource, ...steps), numberOf);

export const readFlag = (resource: Resource, ...steps: readonly Step[]): Reading<boolean> =>
  convert(read(resource, ...steps), (value) => {
    if (typeof value === "boolean") return value;
    return value === "true" ? true : value === "false" ? false : undefined;
  });

/** A list, its items unread. */
export const readList = (resource: Resource, ...steps: readonly Step[]): Reading<readonly PropertyValue[]> =>
  convert(read(resource, ...steps), (value) => (Array.isArray(value) ? (value as PropertyValue[]) : undefined));

export const readMap = (resource: Resource, ...steps: readonly Step[]): Reading<PropertyMap> =>
  convert(read(resource, ...steps), (value) => (isPropertyMap(value) ? value : undefined));

export const textOf = (value: PropertyValue): string | undefined => {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
};

export const numberOf = (value: PropertyValue): number | undefined => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};

/** The value, or `fallback` where there is none or it is unknown. */
export const orElse = <T>(reading: Reading<T>, fallback: T): T =>
  reading.state === "known" ? reading.value : fallback;

/** The value, or undefined where there is none or it is unknown. */
export const known = <T>(reading: Reading<T>): T | undefined => (reading.state === "known" ? reading.value : undefined);

/** A value with members of its own, such as an item of a list, read as a resource's inputs are. */
export const asResource = (value: PropertyValue | undefined): Resource => {
  const plain = value === undefined ? undefined : withoutSecret(value);
  return { inputs: isPropertyMap(plain) ? plain : {}, outputs: {} };
};
