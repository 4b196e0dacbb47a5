import type { PropertyMap, PropertyValue } from "./value.js";
import {
  elementPath,
  isArchive,
  isAsset,
  isPropertyMap,
  isResourceReference,
  isSecret,
  isUnknown,
  memberPath,
} from "./value.js";

/** What JSON and YAML can hold. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/**
 * The value as it may be printed: secrets are `<secret>`, unknowns `<unknown:path>` with the path from `prefix`,
 * assets and archives `{ asset: … }` and `{ archive: … }`, resource references the URN.
 */
export function redact(value: PropertyValue, prefix = ""): JsonValue {
  if (isUnknown(value)) return prefix === "" ? "<unknown>" : `<unknown:${prefix}>`;
  if (isSecret(value)) return "<secret>";
  if (isResourceReference(value)) return value.urn;
  if (isAsset(value)) return { asset: { ...value.source } };
  if (isArchive(value)) {
    const { assets, ...rest } = value.source;
    return { archive: assets === undefined ? rest : { ...rest, assets: redactMap(assets, prefix) } };
  }
  if (Array.isArray(value)) return value.map((item, i) => redact(item, elementPath(prefix, i)));
  if (isPropertyMap(value)) return redactMap(value, prefix);
  return value as JsonValue;
}

/** {@link redact} for the inputs or outputs of a resource: paths begin with the property's name. */
export const redactMap = (properties: PropertyMap, prefix = ""): { readonly [name: string]: JsonValue } =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, redact(value, memberPath(prefix, name))]),
  );
