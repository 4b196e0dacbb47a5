import type { Properties } from "../test-provider.js";
import { at, count, text, texts } from "./properties.js";
import { randomHex } from "./project.js";

/** A node pool that exists, and its nodes by zone. */
export interface GkeNodePool {
  readonly id: string;
  readonly name: string;
  inputs: Properties;
  /** In the order of the request. */
  zones: readonly string[];
  /** Name of its instance groups, one in each zone. */
  readonly groupName: string;
  readonly nodes: Map<string, string[]>;
  nodeNames(): string[];
}

export function gkeNodePool(
  id: string,
  inputs: Properties,
  place: { readonly cluster: string; readonly zones: readonly string[] },
): GkeNodePool {
  const name = text(inputs, "name") ?? "";
  const own = texts(inputs, "nodeLocations");
  const zones = own.length > 0 ? own : place.zones;
  const nodes = new Map<string, string[]>(zones.map((zone) => [zone, []]));
  return {
    id,
    name,
    inputs,
    zones,
    nodes,
    groupName: `gke-${place.cluster.slice(0, 16)}-${name.slice(0, 26)}-${randomHex(4)}`,
    nodeNames: () => [...nodes.values()].flat(),
  };
}

/** Nodes that a new pool starts with, in each of its zones. */
export function initialNodesPerZone(inputs: Properties): number {
  return count(inputs, "initialNodeCount") ?? count(inputs, "nodeCount") ?? 0;
}

/**
 * The least and the most nodes of a pool as a whole; the same when it does not scale by itself.
 *
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler#sizing_a_node_pool
 */
export function nodeLimits(pool: GkeNodePool): { readonly min: number; readonly max: number } {
  const { inputs, zones } = pool;
  if (at(inputs, "autoscaling") === undefined) {
    const nodes = pool.nodeNames().length;
    return { min: nodes, max: nodes };
  }
  const limit = (total: string, perZone: string) =>
    count(inputs, `autoscaling.${total}`) ?? (count(inputs, `autoscaling.${perZone}`) ?? 0) * zones.length;
  return { min: limit("totalMinNodeCount", "minNodeCount"), max: limit("totalMaxNodeCount", "maxNodeCount") };
}

/** Zones in which the next node is tried: those with the fewest nodes first, as far as the policy allows others. */
export function zonesToGrow(pool: GkeNodePool): string[] {
  const size = (zone: string) => pool.nodes.get(zone)?.length ?? 0;
  return [...pool.zones].sort((one, other) => size(one) - size(other));
}
