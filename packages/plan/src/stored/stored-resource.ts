import type { GraphResource, ResourceKind } from "@roadstead/core";
import { sortedUrns } from "@roadstead/core";
import { storedMap } from "./stored-value.js";

export type StoredObject = Readonly<Record<string, unknown>>;

// A state has hundreds of thousands of lists and maps that are empty.
const noTexts: readonly string[] = [];
const nothing: Readonly<Record<string, never>> = {};

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
  const inputs = propertiesIn(stored, "inputs");
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
    inputs: storedMap(inputs),
    outputs: storedMap(sharedWith(inputs, propertiesIn(stored, "outputs"))),
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
    customTimeouts: nothing,
    ...(deletedWith === undefined ? {} : { deletedWith }),
    replaceWith: urnsOf(stored["replaceWith"]),
    hooks: nothing,
    ...(sourcePosition === undefined ? {} : { sourcePosition: sourcePosition.replace(/^project:\/+/, "") }),
  };
}

function kindOf(stored: StoredObject, type: string): ResourceKind {
  if (type.startsWith("pulumi:providers:")) return "provider";
  if (stored["custom"] !== true) return "component";
  return stored["external"] === true ? "read" : "custom";
}

const propertiesIn = (stored: StoredObject, key: string): StoredObject => {
  const value = stored[key];
  return isStoredObject(value) ? value : nothing;
};

/** The outputs, with the inputs' own values where they are the same: most outputs repeat an input. */
function sharedWith(inputs: StoredObject, outputs: StoredObject): StoredObject {
  const entries = Object.entries(outputs);
  return Object.fromEntries(entries.map(([name, value]) => [name, isSame(value, inputs[name]) ? inputs[name] : value]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  }
  if (!isStoredObject(a) || !isStoredObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  );
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.length > 0 ? value.filter((item): item is string => typeof item === "string") : noTexts;

const urnsOf = (value: unknown): readonly string[] => {
  const urns = textsOf(value);
  return urns.length < 2 ? urns : sortedUrns(urns);
};

function urnsByProperty(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (!isStoredObject(value) || Object.keys(value).length === 0) return nothing;
  const entries = Object.entries(value).map(([name, urns]) => [name, urnsOf(urns)] as const);
  return Object.fromEntries(entries.filter(([, urns]) => urns.length > 0));
}

/** `<urn>::<id>` without the id, which has no colons of its own. */
const withoutId = (reference: string): string => reference.slice(0, reference.lastIndexOf("::"));
