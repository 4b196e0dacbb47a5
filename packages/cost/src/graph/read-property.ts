import type { GraphResource, PropertyMap, PropertyValue, Reading, Step } from "@roadstead/core";
import {
  asFlag,
  asList,
  asMap,
  asNumber,
  asText,
  isPropertyMap,
  isUnknown,
  known,
  readAt,
  unknownValue,
  withoutSecret,
} from "@roadstead/core";

export { known, readAt, type Reading, type Step };

type Resource = Pick<GraphResource, "inputs" | "outputs">;

/** Providers take an empty text for a value that nobody gave. */
const unlessEmpty = (reading: Reading<PropertyValue>): Reading<PropertyValue> =>
  known(reading) === "" ? { state: "absent", path: reading.path } : reading;

/** Input of a resource; where the program says nothing, what the provider answered. */
export function read({ inputs, outputs }: Resource, ...steps: readonly Step[]): Reading<PropertyValue> {
  const input = unlessEmpty(readAt(inputs, steps));
  if (input.state === "known") return input;
  const output = unlessEmpty(readAt(outputs, steps));
  return output.state === "known" ? output : input;
}

/** A text; numbers and truth values count as their spelling, as providers take them. */
export const readText = (resource: Resource, ...steps: readonly Step[]): Reading<string> =>
  asText(read(resource, ...steps));

/** A finite number; digits in quotes count, as providers take them. */
export const readNumber = (resource: Resource, ...steps: readonly Step[]): Reading<number> =>
  asNumber(read(resource, ...steps));

export const readFlag = (resource: Resource, ...steps: readonly Step[]): Reading<boolean> =>
  asFlag(read(resource, ...steps));

/** A list, its items unread. */
export const readList = (resource: Resource, ...steps: readonly Step[]): Reading<readonly PropertyValue[]> =>
  asList(read(resource, ...steps));

export const readMap = (resource: Resource, ...steps: readonly Step[]): Reading<PropertyMap> =>
  asMap(read(resource, ...steps));

export const textOf = (value: PropertyValue): string | undefined => {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
};

/** The value, or `fallback` where there is none or it is unknown. */
export const orElse = <T>(reading: Reading<T>, fallback: T): T =>
  reading.state === "known" ? reading.value : fallback;

/** A value with members of its own, such as an item of a list, read as a resource's inputs are. */
export const asResource = (value: PropertyValue | undefined): Resource => {
  const plain = value === undefined ? undefined : withoutSecret(value);
  // Of a value that is unknown all members are.
  if (plain !== undefined && isUnknown(plain)) return { inputs: plain as unknown as PropertyMap, outputs: {} };
  return { inputs: isPropertyMap(plain) ? plain : {}, outputs: {} };
};

/** {@link asResource} of a value that may be unknown as a whole. */
export const within = (reading: Reading<PropertyValue>): Resource =>
  asResource(reading.state === "unknown" ? unknownValue : known(reading));

/** The first item of a list that may be unknown as a whole. */
export const firstOf = (list: Reading<readonly PropertyValue[]>): Resource =>
  asResource(list.state === "unknown" ? unknownValue : known(list)?.[0]);
