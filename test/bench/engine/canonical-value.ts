import { isArchive, isAsset, isResourceReference, isSecret, isUnknown } from "@roadstead/core";
import { UNKNOWN } from "../providers/test-provider.js";

/** JSON, with one spelling of what plan, preview and state spell differently. */
export type CanonicalValue =
  null | boolean | number | string | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

export const unknown = "<unknown>";
/** Whatever is secret: a preview masks it and a state encrypts it, so only that it is one can be compared. */
export const secret = "<secret>";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

export const canonicalInputs = (inputs: object): Record<string, CanonicalValue> =>
  Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, canonicalValue(value)]));

function canonicalValue(value: unknown): CanonicalValue {
  if (value === UNKNOWN || isUnknown(value)) return unknown;
  if (value === "[secret]" || isSecret(value)) return secret;
  if (isAsset(value)) return { asset: canonicalInputs(value.source) };
  if (isArchive(value)) return { archive: canonicalInputs(value.source) };
  if (isResourceReference(value)) return { reference: value.urn, id: value.id ?? unknown };
  if (Array.isArray(value)) return value.map(canonicalValue);
  if (typeof value !== "object" || value === null) return value as null | boolean | number | string;
  return signedValue(value as Readonly<Record<string, unknown>>) ?? canonicalInputs(value);
}

/** The engine's own spelling of what JSON cannot say. */
function signedValue(value: Readonly<Record<string, unknown>>): CanonicalValue | undefined {
  const content = (keys: readonly string[]): Record<string, CanonicalValue> =>
    canonicalInputs(
      Object.fromEntries(
        keys.filter((key) => value[key] !== undefined && value[key] !== "").map((key) => [key, value[key]]),
      ),
    );
  switch (value[signature]) {
    case secretSignature:
      return secret;
    case assetSignature:
      return { asset: content(["path", "text", "uri"]) };
    case archiveSignature:
      return { archive: content(["path", "uri", "assets"]) };
    case referenceSignature:
      // A preview writes an id that it does not know as an empty one.
      return { reference: String(value["urn"]), id: canonicalValue(value["id"] === "" ? UNKNOWN : value["id"]) };
    default:
      return undefined;
  }
}
