import type { Properties } from "../test-provider.js";
import { nameOf, namespaceOf } from "./manifest.js";

/** Id of an object in Pulumi's state: `namespace/name`, or `name` of one without a namespace. */
export function objectId(manifest: Properties): string {
  const namespace = namespaceOf(manifest);
  const name = nameOf(manifest) ?? "";
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export function parseObjectId(id: string): { readonly namespace?: string; readonly name: string } {
  const slash = id.indexOf("/");
  return slash < 0 ? { name: id } : { namespace: id.slice(0, slash), name: id.slice(slash + 1) };
}
