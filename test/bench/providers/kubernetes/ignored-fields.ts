import type { Properties, Value } from "../test-provider.js";
import { parsePath } from "./difference.js";
import { isObject, listAt, objectAt, textOf, valueAt } from "./manifest.js";

/**
 * The manifest to apply when the program ignores changes of some fields: those of other managers are left out, so that
 * applying takes none of them; the resource's own keep their live values, so that applying gives none of them away.
 */
export function withIgnoredFields(
  manifest: Properties,
  { live, paths, manager }: { readonly live: Properties; readonly paths: readonly string[]; readonly manager: string },
): Properties {
  return paths.map(parsePath).reduce<Properties>((result, path) => {
    // As the real provider: paths through lists are left as the engine set them.
    if (path.some((step) => typeof step === "number")) return result;
    const keys = path.map(String);
    const managers = managersOf(live, keys);
    if (managers.length > 0 && !managers.includes(manager)) return replaced(result, keys, undefined);
    const value = valueAt(live, ...keys);
    return value === undefined ? result : replaced(result, keys, value);
  }, manifest);
}

function managersOf(live: Properties, keys: readonly string[]): readonly string[] {
  const fieldPath = keys.map((key) => `f:${key}`);
  return listAt(live, "metadata", "managedFields")
    .filter((entry) => valueAt(objectAt(entry, "fieldsV1"), ...fieldPath) !== undefined)
    .map((entry) => textOf(objectAt(entry)["manager"]) ?? "");
}

function replaced(target: Properties, [key, ...rest]: readonly string[], value: Value | undefined): Properties {
  if (key === undefined) return target;
  const { [key]: present, ...others } = target;
  const inner = rest.length === 0 ? value : replaced(isObject(present) ? present : {}, rest, value);
  return inner === undefined ? others : { ...others, [key]: inner };
}
