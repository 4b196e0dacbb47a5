import type { PropertyMap, PropertyValue } from "@roadstead/core";
import { ArchiveValue, AssetValue, ResourceReference, SecretValue, unknownValue } from "@roadstead/core";

/** A value as Pulumi sends it: JSON, with marked objects for what JSON cannot say. */
export type Wire = null | boolean | number | string | Wire[] | WireMap;
export interface WireMap {
  [name: string]: Wire;
}

// The marks of Pulumi's wire format, fixed by its protocol.
export const wireUnknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const signatureKey = "4dabf18193072939515e22adb298388d";
export const signatures = {
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

export const isWireMap = (value: Wire | undefined): value is WireMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const signatureOf = (value: Wire | undefined): Wire | undefined =>
  isWireMap(value) ? value[signatureKey] : undefined;

export const wireSecret = (value: Wire): WireMap => ({ [signatureKey]: signatures.secret, value });

/** The value under a secret mark, or the value itself. */
export const withoutWireSecret = (value: Wire | undefined): Wire | undefined =>
  signatureOf(value) === signatures.secret ? withoutWireSecret((value as WireMap)["value"]) : value;

/** True when something in it, at any depth, is unknown. */
export function hasUnknown(value: Wire | undefined): boolean {
  if (value === wireUnknown) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (!isWireMap(value)) return false;
  if (signatureOf(value) === signatures.output && value["value"] === undefined) return true;
  return Object.values(value).some(hasUnknown);
}

/** The map with every secret mark taken off, at any depth. */
export function withoutWireSecrets<T extends Wire>(value: T): Wire {
  const plain = withoutWireSecret(value);
  if (Array.isArray(plain)) return plain.map(withoutWireSecrets);
  if (!isWireMap(plain)) return plain ?? null;
  return Object.fromEntries(Object.entries(plain).map(([name, item]) => [name, withoutWireSecrets(item)]));
}

/** Turns a wire value into the graph's own. */
export function fromWire(value: Wire): PropertyValue {
  if (value === wireUnknown) return unknownValue;
  if (Array.isArray(value)) return value.map(fromWire);
  if (!isWireMap(value)) return value;
  switch (value[signatureKey]) {
    case signatures.secret:
      return secretFromWire(value["value"] ?? null);
    case signatures.output:
      return outputFromWire(value);
    case signatures.resource: {
      const id = value["id"];
      return new ResourceReference(
        String(value["urn"]),
        typeof id === "string" && id !== "" && id !== wireUnknown ? id : undefined,
      );
    }
    case signatures.asset:
      return new AssetValue(textsOf(value, ["path", "text", "uri"]));
    case signatures.archive: {
      const assets = value["assets"];
      const places = textsOf(value, ["path", "uri"]);
      return new ArchiveValue(isWireMap(assets) ? { ...places, assets: fromWireMap(assets) } : places);
    }
    default:
      return fromWireMap(value);
  }
}

/** {@link fromWire} for each property. */
export const fromWireMap = (map: WireMap): PropertyMap =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, fromWire(value)]));

// Unknown beats secret, as in a preview: a secret that is not known yet is an unknown.
function secretFromWire(value: Wire): PropertyValue {
  const inner = fromWire(value);
  return inner === unknownValue ? unknownValue : new SecretValue(inner);
}

function outputFromWire(value: WireMap): PropertyValue {
  const inner = value["value"];
  if (inner === undefined) return unknownValue;
  return value["secret"] === true ? secretFromWire(inner) : fromWire(inner);
}

function textsOf<K extends string>(map: WireMap, names: readonly K[]): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = map[name];
    if (typeof value === "string") found[name] = value;
  }
  return found;
}
