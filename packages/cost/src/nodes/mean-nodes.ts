import type { GraphResource } from "@roadstead/core";
import { clusterComponent } from "../graph/cluster-summaries.js";
import type { Pricing } from "../pricing.js";

/** How many nodes a group of an AiCluster's pool has on average. */
export interface MeanNodes {
  readonly cluster: string;
  readonly pool: string;
  /** Of the group, as the summary has it: `on-demand`, `spot`, … */
  readonly capacity: string;
  readonly meanNodes: number;
}

/** What a forecast says of the group behind a resource; undefined where none speaks of it. */
export function meanNodesOf(pricing: Pricing, resource: GraphResource): number | undefined {
  if (pricing.meanNodes.length === 0) return undefined;
  const component = pricing.graph.ancestors(resource).find(({ type }) => type === clusterComponent);
  const place = component && pricing.summaries.groupOf(component, resource.name);
  if (place === undefined) return undefined;
  const { pool, group } = place;
  return pricing.meanNodes.find(
    (it) => it.cluster === pool.cluster && it.pool === pool.name && it.capacity === group.capacity,
  )?.meanNodes;
}
