import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import { isGcpZone } from "../graph/location.js";
import { known, readList, readText } from "../graph/read-property.js";
import type { Pricing } from "../pricing.js";

/** GKE spreads a regional cluster over so many zones when nobody names them. */
const regionalZones = 3;

export interface Zones {
  readonly count: number;
  readonly notes: readonly string[];
}

/**
 * Zones of the nodes of a pool: the limits that GKE takes per zone count that many times. A cluster names the zones
 * beside its own, a pool all of them.
 */
export function zonesOf(
  pricing: Pricing,
  pool: GraphResource | undefined,
  cluster: GraphResource | undefined,
  own: CostOwnership,
): Zones {
  const place = pool ?? cluster;
  if (place === undefined) return { count: 1, notes: [] };
  const ofPool = pool && readList(pool, "nodeLocations");
  if (ofPool?.state === "known" && ofPool.value.length > 0) return { count: ofPool.value.length, notes: [] };
  if (ofPool?.state === "unknown") pricing.unknown(place, "zones of the nodes", ofPool, own);
  const ofCluster = cluster && readList(cluster, "nodeLocations");
  if (ofCluster?.state === "unknown") pricing.unknown(place, "zones of the nodes", ofCluster, own);
  const further = known(ofCluster ?? { state: "absent", path: "" })?.length ?? 0;
  const location = locationOf(pool) ?? locationOf(cluster);
  if (location !== undefined && isGcpZone(location)) return { count: 1 + further, notes: [] };
  if (further > 0) return { count: further, notes: [] };
  const notes = [`GKE spreads a regional cluster over ${regionalZones} zones when none are named`];
  return { count: regionalZones, notes };
}

const locationOf = (resource: GraphResource | undefined): string | undefined =>
  resource && known(readText(resource, "location"));
