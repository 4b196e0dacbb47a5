import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import type { Wire } from "../wire/wire-value.js";
import { fromWire, signatureKey, signatures, wireUnknown } from "../wire/wire-value.js";

/** What the engine writes for a secret where it does not write the value. */
const blindedSecret = "[secret]";

/** What bridged providers put into their objects beside the inputs: names that they filled in themselves. */
const defaultsKey = "__defaults";

/**
 * A value of a state or of a preview. A secret that is encrypted or left out is a secret whose value nobody knows: it is
 * never taken for the text that stands in its place. What is plain all through is given back as it is.
 */
export function storedValue(value: unknown): PropertyValue {
  if (value === blindedSecret) return new SecretValue(unknownValue);
  if (value === wireUnknown) return unknownValue;
  if (typeof value !== "object" || value === null) return value as PropertyValue;
  if (Array.isArray(value)) return storedList(value);
  const map = value as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(map, signatureKey)) return storedMap(map);
  switch (map[signatureKey]) {
    case signatures.secret:
      return new SecretValue(secretContent(map));
    case signatures.output:
      return map["value"] === undefined
        ? unknownValue
        : map["secret"] === true
          ? new SecretValue(storedValue(map["value"]))
          : storedValue(map["value"]);
    default:
      return fromWire(map as Wire);
  }
}

/** {@link storedValue} of each property. */
export function storedMap(map: Readonly<Record<string, unknown>>): PropertyMap {
  const names = Object.keys(map).filter((name) => name !== defaultsKey);
  const values = names.map((name) => storedValue(map[name]));
  if (!Object.hasOwn(map, defaultsKey) && values.every((value, i) => value === map[names[i] ?? ""])) {
    return map as PropertyMap;
  }
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]));
}

function storedList(list: readonly unknown[]): readonly PropertyValue[] {
  const values = list.map(storedValue);
  return values.every((value, i) => value === list[i]) ? (list as readonly PropertyValue[]) : values;
}

function secretContent({ plaintext, value }: Readonly<Record<string, unknown>>): PropertyValue {
  if (typeof plaintext !== "string") return value === undefined ? unknownValue : storedValue(value);
  try {
    return storedValue(JSON.parse(plaintext));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return unknownValue;
  }
}
