import type { GraphResource, ResourceGraph } from "@roadstead/core";
import { clusterFinder } from "../report/ownership.js";
import type { PlannedObject } from "./kubernetes-objects.js";
import { plannedObjects } from "./kubernetes-objects.js";
import { manifestYaml } from "./manifest-yaml.js";
import { urnHash } from "./object-name.js";

export interface ManifestFile {
  /** `<cluster>/<namespace>-<kind>-<name>.yaml`, lower case. */
  readonly path: string;
  readonly text: string;
}

/**
 * A file for each Kubernetes object. The folder is the cluster whose provider applies it, else the provider; an
 * object outside of namespaces has a name without one. Sorted by path; the same graph gives the same files.
 */
export function manifestFiles(graph: Pick<ResourceGraph, "resources">): ManifestFile[] {
  const folderOf = folderFinder(graph);
  const taken = new Set<string>();
  return plannedObjects(graph)
    .map((planned) => ({
      path: freePath(`${folderOf(planned.resource)}/${fileName(planned)}`, planned.resource, taken),
      text: manifestYaml(planned),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function folderFinder(graph: Pick<ResourceGraph, "resources">): (resource: GraphResource) => string {
  const findCluster = clusterFinder(graph);
  const providerName = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);
  return ({ urn, provider }) => {
    const cluster = findCluster(provider) ?? findCluster(urn);
    if (cluster !== undefined) return fileWord(cluster.name);
    if (provider === undefined || /::default(_[^:]*)?$/.test(provider)) return "default";
    return fileWord(providerName(provider));
  };
}

const fileName = ({ object }: PlannedObject): string =>
  [object.metadata.namespace, object.kind, object.metadata.name]
    .flatMap((part) => (part === undefined ? [] : [fileWord(part)]))
    .join("-");

/** A part of a file name that no file system minds: lower case, no separators, no leading dot. */
const fileWord = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 80) || "unnamed";

/** The path with its ending; with a hash, then a number too, when another object has it already. */
function freePath(path: string, resource: GraphResource, taken: Set<string>): string {
  const hashed = `${path}-${urnHash(resource)}`;
  let free = taken.has(path) ? hashed : path;
  for (let i = 2; taken.has(free); i++) free = `${hashed}-${i}`;
  taken.add(free);
  return `${free}.yaml`;
}
