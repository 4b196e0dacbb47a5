import type { PropertyValue } from "@roadstead/core";
import { SecretValue, unknownValue } from "@roadstead/core";
import type { Wire } from "../wire/wire-value.js";
import { fromWire, signatureKey, signatures } from "../wire/wire-value.js";

/** What the engine writes for a secret where it does not write the value. */
const blindedSecret = "[secret]";

/**
 * A value of a state or of a preview. A secret that is encrypted or left out is a secret whose value nobody knows: it is
 * never taken for the text that stands in its place.
 */
export function storedValue(value: unknown): PropertyValue {
  if (value === blindedSecret) return new SecretValue(unknownValue);
  if (Array.isArray(value)) return value.map(storedValue);
  if (typeof value !== "object" || value === null) return scalar(value);
  const map = value as Readonly<Record<string, unknown>>;
  switch (map[signatureKey]) {
    case undefined:
      return Object.fromEntries(Object.entries(map).map(([name, item]) => [name, storedValue(item)]));
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

function secretContent({ plaintext, value }: Readonly<Record<string, unknown>>): PropertyValue {
  if (typeof plaintext !== "string") return value === undefined ? unknownValue : storedValue(value);
  try {
    return storedValue(JSON.parse(plaintext));
  } catch {
    return unknownValue;
  }
}

const scalar = (value: unknown): PropertyValue => {
  if (typeof value === "string") return fromWire(value);
  return typeof value === "number" || typeof value === "boolean" ? value : null;
};
