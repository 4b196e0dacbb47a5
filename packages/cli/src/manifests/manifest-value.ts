import type { JsonValue, PropertyValue } from "@roadstead/core";
import { elementPath, isPropertyMap, isSecret, memberPath, redact, withoutSecret } from "@roadstead/core";

/**
 * A value as a manifest has it: {@link redact}ed, and without nulls, which a server-side apply would take as "remove
 * this field".
 */
export function manifestValue(value: PropertyValue, path: string): JsonValue {
  if (isSecret(value)) return hidden(withoutSecret(value));
  if (Array.isArray(value)) {
    return (value as readonly PropertyValue[]).flatMap((item, i) =>
      item === null ? [] : [manifestValue(item, elementPath(path, i))],
    );
  }
  if (isPropertyMap(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, item]) =>
        item === null ? [] : [[name, manifestValue(item, memberPath(path, name))]],
      ),
    );
  }
  return redact(value, path);
}

/** What stands for a secret in every output. */
export const secretText = "<secret>";

const hidden = (value: PropertyValue): JsonValue =>
  Array.isArray(value) ? [secretText] : isPropertyMap(value) ? { secret: secretText } : secretText;
