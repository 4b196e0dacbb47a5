import type { GraphResource, PropertyMap, ResourceKind } from "@roadstead/core";
import { sortedUrns } from "@roadstead/core";
import { storedMap } from "./stored-value.js";

export type StoredObject = Readonly<Record<string, unknown>>;

export const isStoredObject = (value: unknown): value is StoredObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const textIn = (object: StoredObject, key: string): string | undefined => {
  const value = object[key];
  return typeof value === "string" && value !== "" ? value : undefined;
};

const urnPattern = /^urn:pulumi:([^:]+)::([^:]*)::(.+?)::(.*)$/s;

/** Stack, project and name in a URN; undefined when it is none. */
export function urnParts(urn: string): { stack: string; project: string; type: string; name: string } | undefined {
  const [, stack, project, types, name] = urnPattern.exec(urn) ?? [];
  if (stack === undefined || project === undefined || types === undefined || name === undefined) return undefined;
  return { stack, project, type: types.slice(types.lastIndexOf("$") + 1), name };
}

/** A resource as `stack export` and `preview --json` write it, as one of a graph; undefined when it has no URN. */
export function storedResource(stored: StoredObject): GraphResource | undefined {
  const urn = textIn(stored, "urn");
  const parts = urn === undefined ? undefined : urnParts(urn);
  if (urn === undefined || parts === undefined) return undefined;
  const type = textIn(stored, "type") ?? parts.type;
  const parent = textIn(stored, "parent");
  const id = textIn(stored, "id");
  const provider = textIn(stored, "provider");
  const sourcePosition = textIn(stored, "sourcePosition");
  const deletedWith = textIn(stored, "deletedWith");
  return {
    urn,
    type,
    name: parts.name,
    kind: kindOf(stored, type),
    ...(parent === undefined ? {} : { parent }),
    ...(id === undefined ? {} : { id }),
    inputs: propertiesIn(stored, "inputs"),
    outputs: propertiesIn(stored, "outputs"),
    dependencies: urnsOf(stored["dependencies"]),
    propertyDependencies: urnsByProperty(stored["propertyDependencies"]),
    ...(provider === undefined ? {} : { provider: withoutId(provider) }),
    providerConfigured: true,
    protect: stored["protect"] === true,
    retainOnDelete: stored["retainOnDelete"] === true,
    ignoreChanges: textsOf(stored["ignoreChanges"]),
    replaceOnChanges: textsOf(stored["replaceOnChanges"]),
    hideDiffs: textsOf(stored["hideDiff"]),
    additionalSecretOutputs: textsOf(stored["additionalSecretOutputs"]),
    aliases: textsOf(stored["aliases"]),
    customTimeouts: {},
    ...(deletedWith === undefined ? {} : { deletedWith }),
    replaceWith: urnsOf(stored["replaceWith"]),
    hooks: {},
    ...(sourcePosition === undefined ? {} : { sourcePosition: sourcePosition.replace(/^project:\/+/, "") }),
  };
}

function kindOf(stored: StoredObject, type: string): ResourceKind {
  if (type.startsWith("pulumi:providers:")) return "provider";
  if (stored["custom"] !== true) return "component";
  return stored["external"] === true ? "read" : "custom";
}

const propertiesIn = (stored: StoredObject, key: string): PropertyMap => {
  const value = stored[key];
  return isStoredObject(value) ? storedMap(value) : {};
};

// A state has hundreds of thousands of these lists, and most are empty.
const noTexts: readonly string[] = [];

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.length > 0 ? value.filter((item): item is string => typeof item === "string") : noTexts;

const urnsOf = (value: unknown): readonly string[] => {
  const urns = textsOf(value);
  return urns.length < 2 ? urns : sortedUrns(urns);
};

function urnsByProperty(value: unknown): Record<string, readonly string[]> {
  if (!isStoredObject(value)) return {};
  const entries = Object.entries(value).map(([name, urns]) => [name, urnsOf(urns)] as const);
  return Object.fromEntries(entries.filter(([, urns]) => urns.length > 0));
}

/** `<urn>::<id>` without the id, which has no colons of its own. */
const withoutId = (reference: string): string => reference.slice(0, reference.lastIndexOf("::"));
