import type { GraphResource, ResourceGraph } from "@roadstead/core";
import { clusterType } from "./clusters.js";

/** Finds the cluster component that a resource is beneath; undefined outside of all clusters. */
export function clusterFinder(
  graph: Pick<ResourceGraph, "resources">,
): (urn: string | undefined) => GraphResource | undefined {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  const found = new Map<string, GraphResource | undefined>();
  const find = (urn: string | undefined): GraphResource | undefined => {
    if (urn === undefined) return undefined;
    if (found.has(urn)) return found.get(urn);
    // Set before the parent is asked, so that a cycle of parents in a foreign graph ends.
    found.set(urn, undefined);
    const resource = byUrn.get(urn);
    const cluster = resource?.type === clusterType ? resource : find(resource?.parent);
    found.set(urn, cluster);
    return cluster;
  };
  return find;
}
