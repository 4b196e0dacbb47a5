import type { GraphResource } from "@roadstead/core";
import type { Cloud } from "../book/machines.js";
import type { PriceSheet } from "../sheet/price-sheet.js";
import type { GraphIndex } from "./graph-index.js";
import { known, type Reading, readText } from "./read-property.js";

/** `us-east-1a` and `us-central1-a` are zones: the region is what stands before the zone's letter. */
export const isGcpZone = (location: string): boolean => /^[a-z]+-[a-z]+\d+-[a-z]$/.test(location);

const regionOfPlace = (place: string): string => {
  if (isGcpZone(place)) return place.slice(0, -2);
  return /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(place) ? place.slice(0, -1) : place;
};

const placesOf: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ["region", "availabilityZone"],
  gcp: ["region", "zone", "location"],
};

/** Where a resource of Google Cloud would say its place, if it is unknown: it need not be its provider's. */
export const unknownPlaceOf = (resource: GraphResource): Extract<Reading<string>, { state: "unknown" }> | undefined => {
  const places = placesOf.gcp.map((key) => readText(resource, key));
  const isStated = places.some(({ state }) => state === "known");
  return isStated ? undefined : places.find((place) => place.state === "unknown");
};

/** The region that a resource or its provider states: by name, by a zone, or in an ARN or a link. */
function statedRegion(cloud: Cloud, resource: GraphResource): string | undefined {
  for (const key of placesOf[cloud]) {
    const place = known(readText(resource, key));
    if (place !== undefined) return regionOfPlace(place);
  }
  const arn = /^arn:[^:]*:[^:]*:([a-z0-9-]+):/.exec(known(readText(resource, "arn")) ?? "");
  if (arn?.[1] !== undefined) return arn[1];
  const link = /\/(?:regions|zones|locations)\/([a-z0-9-]+)/.exec(known(readText(resource, "selfLink")) ?? "");
  return link?.[1] === undefined ? undefined : regionOfPlace(link[1]);
}

const isRegion = (place: string): boolean => /^[a-z]+(-[a-z]+)+-?\d+$/.test(place);

const neighbours = new WeakMap<GraphIndex, ReadonlyMap<string, ReadonlySet<string>>>();

/** Regions that the resources of each provider are in, as far as they state them. */
function regionsByProvider(graph: GraphIndex): ReadonlyMap<string, ReadonlySet<string>> {
  const before = neighbours.get(graph);
  if (before !== undefined) return before;
  const regions = new Map<string, Set<string>>();
  for (const resource of graph.resources) {
    const cloud = resource.type.startsWith("aws:") ? "aws" : resource.type.startsWith("gcp:") ? "gcp" : undefined;
    const region = cloud && statedRegion(cloud, resource);
    if (region === undefined || !isRegion(region)) continue;
    const provider = graph.provider(resource)?.urn ?? "";
    regions.set(provider, (regions.get(provider) ?? new Set()).add(region));
  }
  neighbours.set(graph, regions);
  return regions;
}

/**
 * The region of a resource: its own, its provider's, the sheet's, or the only one that other resources of the same
 * provider are in, as where the region comes from the environment. Undefined where nobody says one.
 */
export function regionOf(
  graph: GraphIndex,
  sheet: PriceSheet,
  cloud: Cloud,
  resource: GraphResource,
): string | undefined {
  const provider = graph.provider(resource);
  const stated = statedRegion(cloud, resource) ?? (provider && statedRegion(cloud, provider));
  if (stated !== undefined) return stated;
  const inSheet = sheet.providers?.[cloud]?.region;
  if (inSheet !== undefined || provider === undefined) return inSheet;
  const [only, ...others] = regionsByProvider(graph).get(provider.urn) ?? [];
  return others.length === 0 ? only : undefined;
}
