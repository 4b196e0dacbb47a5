import type { Properties, Value } from "../test-provider.js";
import { isList, isObject, objectAt } from "./manifest.js";
import { isSameQuantity } from "./quantity.js";

type Path = readonly (string | number)[];

/**
 * What the live object says of the fields that the program owns: in the shape of `wanted`, without fields of others
 * and defaults of the server.
 */
export function ownedFields(live: Properties, wanted: Properties): Properties {
  return pruneToShape(withStringData(live, wanted), wanted, []);
}

/** The server keeps a Secret's `stringData` as `data`. */
function withStringData(live: Properties, wanted: Properties): Properties {
  if (live["kind"] !== "Secret" || live["apiVersion"] !== "v1" || !isObject(wanted["stringData"])) return live;
  const decoded = Object.entries(objectAt(live, "data")).map(([key, value]): [string, Value] => [
    key,
    Buffer.from(String(value), "base64").toString("utf8"),
  ]);
  return { ...live, stringData: Object.fromEntries(decoded) };
}

function pruneToShape(live: Properties, wanted: Properties, path: Path): Properties {
  const entries = Object.entries(wanted).flatMap(([key, value]): [string, Value][] => {
    const found = live[key];
    // The server leaves out what is empty; that is no change.
    if (found === undefined || found === null) return isEmpty(value) ? [[key, value]] : [];
    return [[key, pruneValue(found, value, [...path, key])]];
  });
  return Object.fromEntries(entries);
}

function pruneValue(live: Value, wanted: Value, path: Path): Value {
  if (isObject(live) && isObject(wanted)) return pruneToShape(live, wanted, path);
  if (isList(live) && isList(wanted)) {
    return live.slice(0, wanted.length).map((item, index) => pruneValue(item, wanted[index] ?? null, [...path, index]));
  }
  return isSameQuantity(path, live, wanted) ? wanted : live;
}

/** What the server takes for absent. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
