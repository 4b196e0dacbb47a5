import type { GraphResource, ResourceGraph } from "@roadstead/core";
import { clusterType } from "./clusters.js";

type Finder = (urn: string | undefined) => GraphResource | undefined;

/** Finds the cluster component that a resource is beneath; undefined outside of all clusters. */
export const clusterFinder = (graph: Pick<ResourceGraph, "resources">): Finder =>
  ownerFinder(graph, ({ type }) => type === clusterType);

/** Finds the nearest component of some that a resource is, or is beneath; undefined outside of them. */
export function ownerFinder(
  graph: Pick<ResourceGraph, "resources">,
  isOwner: (resource: GraphResource) => boolean,
): Finder {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  const found = new Map<string, GraphResource | undefined>();
  const find = (urn: string | undefined): GraphResource | undefined => {
    if (urn === undefined) return undefined;
    if (found.has(urn)) return found.get(urn);
    // Set before the parent is asked, so that a cycle of parents in a foreign graph ends.
    found.set(urn, undefined);
    const resource = byUrn.get(urn);
    const owner = resource !== undefined && isOwner(resource) ? resource : find(resource?.parent);
    found.set(urn, owner);
    return owner;
  };
  return find;
}
