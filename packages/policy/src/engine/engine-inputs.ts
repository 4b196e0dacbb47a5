import { type PropertyMap, type PropertyValue, unknownValue } from "@roadstead/core";

/**
 * The inputs that an analyzer is given, with unknown values in the place of those that throw when they are read.
 * `isUnknownError` tells such a throw from a fault.
 */
export function readInputs(props: object, isUnknownError: (error: unknown) => boolean): PropertyMap {
  return Object.fromEntries(Object.keys(props).map((key) => [key, read(props as Properties, key, isUnknownError)]));
}

type Properties = Readonly<Record<string | number, unknown>>;

function read(of: Properties, key: string | number, isUnknownError: (error: unknown) => boolean): PropertyValue {
  let value: unknown;
  try {
    value = of[key];
  } catch (error) {
    if (isUnknownError(error)) return unknownValue;
    throw error;
  }
  if (value === null || typeof value !== "object") return value as PropertyValue;
  if (!Array.isArray(value)) return readInputs(value, isUnknownError);
  return Array.from({ length: value.length }, (_, index) =>
    read(value as unknown as Properties, index, isUnknownError),
  );
}
