import type { PropertyMap, PropertyValue } from "./value.js";
import { elementPath, isPropertyMap, isUnknown, memberPath, withoutSecret } from "./value.js";

/**
 * A value as far as it is known. `path` is Pulumi's spelling of where it stands. An unknown is never taken for an
 * absent one, and what has the wrong form (`"many"` where a number belongs) is unknown too: nobody can say what the
 * provider makes of it.
 */
export type Reading<T> =
  | { readonly state: "known"; readonly value: T; readonly path: string; readonly secret?: true }
  | { readonly state: "unknown"; readonly path: string; readonly reason?: string }
  | { readonly state: "absent"; readonly path: string };

/** A member's name or an index of a list. */
export type Step = string | number;

/** The value at `steps` below some properties. A step that is unknown makes all below it unknown. */
export function readAt(properties: PropertyValue, steps: readonly Step[], prefix = ""): Reading<PropertyValue> {
  let value = properties;
  let path = prefix;
  let secret = false;
  if (isUnknown(value)) return { state: "unknown", path: steps.slice(0, 1).reduce<string>(stepPath, prefix) };
  for (const step of steps) {
    const container: PropertyValue = value;
    path = stepPath(path, step);
    const found = memberOf(container, step);
    if (found === undefined || found === null) return { state: "absent", path };
    const plain = withoutSecret(found);
    if (plain !== found) secret = true;
    if (isUnknown(plain)) return { state: "unknown", path };
    if (plain === null) return { state: "absent", path };
    value = plain;
  }
  return { state: "known", value, path, ...(secret ? { secret: true } : {}) };
}

const stepPath = (path: string, step: Step): string =>
  typeof step === "number" ? elementPath(path, step) : memberPath(path, step);

function memberOf(container: PropertyValue, step: Step): PropertyValue | undefined {
  if (typeof step === "number") return Array.isArray(container) ? (container as PropertyValue[])[step] : undefined;
  return isPropertyMap(container) && Object.hasOwn(container, step) ? container[step] : undefined;
}

/** The reading as another type; what cannot be converted is unknown, with `wanted` in its reason. */
function convert<T>(
  reading: Reading<PropertyValue>,
  wanted: string,
  convertValue: (value: PropertyValue) => T | undefined,
): Reading<T> {
  if (reading.state !== "known") return reading;
  const value = convertValue(reading.value);
  if (value === undefined) return { state: "unknown", path: reading.path, reason: `is not ${wanted}` };
  return { ...reading, value };
}

/** A text; numbers and truth values count as their spelling, as providers take them. */
export const asText = (reading: Reading<PropertyValue>): Reading<string> =>
  convert(reading, "a text", (value) =>
    typeof value === "string"
      ? value
      : typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : undefined,
  );

/** A finite number; digits in quotes count, as providers take them. */
export const asNumber = (reading: Reading<PropertyValue>): Reading<number> =>
  convert(reading, "a number", (value) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  });

/** True or false; the two words in quotes count. */
export const asFlag = (reading: Reading<PropertyValue>): Reading<boolean> =>
  convert(reading, "true or false", (value) =>
    value === true || value === "true" ? true : value === false || value === "false" ? false : undefined,
  );

/** A list; its items are still unread. A single value is no list. */
export const asList = (reading: Reading<PropertyValue>): Reading<readonly PropertyValue[]> =>
  convert(reading, "a list", (value) => (Array.isArray(value) ? (value as readonly PropertyValue[]) : undefined));

export const asMap = (reading: Reading<PropertyValue>): Reading<PropertyMap> =>
  convert(reading, "an object", (value) => (isPropertyMap(value) ? value : undefined));

/** The value where it is known. */
export const known = <T>(reading: Reading<T>): T | undefined => (reading.state === "known" ? reading.value : undefined);

/** What `use` makes of a known value; unknown and absent stay what they are. */
export const mapReading = <T, U>(reading: Reading<T>, use: (value: T) => U): Reading<U> =>
  reading.state === "known" ? { ...reading, value: use(reading.value) } : reading;
