import type { GraphResource } from "@roadstead/core";
import type { Cloud } from "../book/machines.js";
import type { PriceSheet } from "../sheet/price-sheet.js";
import type { GraphIndex } from "./graph-index.js";
import { known, readText } from "./read-property.js";

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

/**
 * The region of a resource: its own, its provider's, or the sheet's. Undefined where nobody says one.
 */
export function regionOf(
  graph: GraphIndex,
  sheet: PriceSheet,
  cloud: Cloud,
  resource: GraphResource,
): string | undefined {
  const provider = graph.provider(resource);
  for (const holder of [resource, ...(provider === undefined ? [] : [provider])]) {
    for (const key of placesOf[cloud]) {
      const place = known(readText(holder, key));
      if (place !== undefined) return regionOfPlace(place);
    }
    const arn = /^arn:[^:]*:[^:]*:([a-z0-9-]+):/.exec(known(readText(holder, "arn")) ?? "");
    if (arn?.[1] !== undefined) return arn[1];
    const link = /\/(?:regions|zones|locations)\/([a-z0-9-]+)/.exec(known(readText(holder, "selfLink")) ?? "");
    if (link?.[1] !== undefined) return regionOfPlace(link[1]);
  }
  return sheet.providers?.[cloud]?.region;
}
