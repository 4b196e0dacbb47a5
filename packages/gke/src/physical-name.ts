import { shortHash } from "@roadstead/core";

/** Longest name of a cluster: https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export const clusterNameLimit = 40;

const accountIdLimit = 30;

/**
 * A name of lower-case letters, digits and dashes that starts with a letter.
 *
 * Same parts, same name. A name that had to be changed or cut ends in a hash of its parts, so that two different
 * lists of parts never share a name by that.
 */
export function physicalName(parts: readonly string[], limit: number): string {
  const wanted = parts.join("-");
  if (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(wanted) && wanted.length <= limit) return wanted;
  const hash = shortHash(parts);
  const cleaned = wanted
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+/, "");
  const kept = cleaned.slice(0, limit - hash.length - 1).replace(/-+$/, "");
  return kept === "" ? hash : `${kept}-${hash}`;
}

/** Account id of the nodes' service account: 6 to 30 characters. */
export function nodeAccountId(clusterName: string): string {
  return physicalName([clusterName, "nodes"], accountIdLimit);
}
