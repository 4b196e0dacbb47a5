import { type DiffRequest, type DiffResult, type Properties, UNKNOWN, type Value } from "../test-provider.js";
import { annotations } from "./annotations.js";
import { differences, parsePath, pathText, startsWith, type Path } from "./difference.js";
import { immutableFields, immutablePatchFields, type Mutability } from "./immutable-fields.js";
import { isList, isMarked, isObject, nameOf, namespaceOf, withMetadata } from "./manifest.js";
import { ownedFields } from "./prune.js";
import { isPatch } from "./type-token.js";

/**
 * Compares what the program wants with what the live object, as the state has it, says of the fields that the program
 * owned: what others set is no change.
 */
export function diffManifest(request: DiffRequest, mutable: Mutability): DiffResult {
  const { type, state, olds, news, ignoreChanges } = request;
  const ignored = ignoreChanges.map(parsePath);
  const changed = differences(
    withSameNamespace(ownedFields(state, olds), state),
    withSameNamespace(news, state),
  ).filter((path) => !ignored.some((prefix) => startsWith(path, prefix)));
  const frozen = isPatch(type, String(news["kind"])) ? immutablePatchFields : immutableFields(news, mutable);
  const replaces = changed.filter((path) => isFrozen(path, frozen, isUnknown(news, path)));
  return {
    changes: changed.map(pathText),
    replaces: replaces.map(pathText),
    deleteBeforeReplace: replaces.length > 0 && keepsItsName(news, state),
  };
}

/** An object that names no namespace is in `default`; one of the cluster is in none, whatever it says. */
function withSameNamespace(manifest: Properties, state: Properties): Properties {
  if (namespaceOf(state) !== undefined) return withMetadata(manifest, { namespace: canonicalNamespace(manifest) });
  const { metadata } = withMetadata(manifest, {});
  const { namespace: _, ...rest } = metadata as Properties;
  return { ...manifest, metadata: rest };
}

function canonicalNamespace(manifest: Properties): string {
  return namespaceOf(manifest) ?? "default";
}

function isFrozen(path: Path, frozen: readonly string[], unknown: boolean): boolean {
  // A field above a frozen one changes it too, as `spec` that of `spec.selector`: not so while it is unknown.
  return frozen
    .map((field) => field.split("."))
    .some((field) => startsWith(path, field) || (!unknown && startsWith(field, path)));
}

function isUnknown(manifest: Properties, path: Path): boolean {
  const value = path.reduce<Value | undefined>(
    (parent, step) => (isObject(parent) || isList(parent) ? (parent as Properties)[step] : undefined),
    manifest,
  );
  return value === UNKNOWN;
}

/** Two objects of one name cannot be there at a time, and only the provider's own names may change. */
function keepsItsName(news: Properties, state: Properties): boolean {
  const sameNamespace = namespaceOf(state) === undefined || canonicalNamespace(news) === namespaceOf(state);
  return !isMarked(news, annotations.autonamed) && nameOf(news) === nameOf(state) && sameNamespace;
}
