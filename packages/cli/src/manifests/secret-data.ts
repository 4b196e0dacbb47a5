import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { isPropertyMap, isSecret, isUnknown, withoutSecret } from "@roadstead/core";
import { secretText } from "./manifest-value.js";

/**
 * The body of a Secret with all its values hidden, marked or not, and its keys shown: pods name them. All go to
 * `stringData`, because `data` takes base64 only.
 */
export function secretStringData(body: PropertyMap): PropertyMap {
  const { data, stringData, ...rest } = body;
  const hidden = {
    ...hiddenEntries("data", data, rest["type"]),
    ...hiddenEntries("stringData", stringData, rest["type"]),
  };
  return Object.keys(hidden).length === 0 ? rest : { ...rest, stringData: hidden };
}

function hiddenEntries(
  field: string,
  entries: PropertyValue | undefined,
  type: PropertyValue | undefined,
): PropertyMap {
  const map = withoutSecret(entries ?? null);
  if (isUnknown(map)) return { [`unknown.${field}`]: map };
  if (!isPropertyMap(map)) return {};
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      isUnknown(value) || (isSecret(value) && isUnknown(withoutSecret(value)))
        ? withoutSecret(value)
        : placeholder(key, type),
    ]),
  );
}

// The server refuses registry credentials that are not JSON of this form.
const placeholder = (key: string, type: PropertyValue | undefined): string =>
  type === "kubernetes.io/dockerconfigjson" && key === ".dockerconfigjson"
    ? JSON.stringify({ auths: { [secretText]: {} } })
    : type === "kubernetes.io/dockercfg" && key === ".dockercfg"
      ? JSON.stringify({ [secretText]: {} })
      : secretText;
