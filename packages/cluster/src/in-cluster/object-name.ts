import { shortHash } from "@roadstead/core";

// A StatefulSet's longest, for its pods carry its name and a hash in a label of 63 characters.
const longestName = 52;

/** The name of a Kubernetes object: the logical one, cut and told apart by a hash where it is too long. */
export function objectName(name: string, longest = longestName): string {
  if (name.length <= longest) return name;
  const hash = shortHash(name);
  return `${name.slice(0, longest - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}
