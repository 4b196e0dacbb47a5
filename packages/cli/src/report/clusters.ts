import type { ClusterSummary, GraphResource, JsonValue, ResourceGraph } from "@roadstead/core";
import { redact } from "@roadstead/core";
import { summaryFault } from "./summary-shape.js";

/** Type token of the component whose output `summary` describes a cluster. */
export const clusterType = "roadstead:index:AiCluster";

/** A cluster of the graph: its summary, or why there is none. */
export type PlannedCluster = {
  readonly urn: string;
  readonly name: string;
} & ({ readonly summary: ClusterSummary } | { readonly fault: string });

/** The clusters that the program declares, in order of registration. Secrets in summaries are redacted. */
export const plannedClusters = (graph: Pick<ResourceGraph, "resources">): PlannedCluster[] =>
  graph.resources.filter((resource) => resource.type === clusterType).map(plannedCluster);

function plannedCluster(resource: GraphResource): PlannedCluster {
  const { urn, name } = resource;
  const registered = resource.outputs["summary"];
  if (registered === undefined) return { urn, name, fault: "it registered no summary" };
  const summary: JsonValue = redact(registered, "summary");
  const fault = summaryFault(summary);
  if (fault !== undefined) return { urn, name, fault };
  return { urn, name, summary: summary as unknown as ClusterSummary };
}
