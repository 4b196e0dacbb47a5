import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import { known, readText } from "../graph/read-property.js";
import type { Pricing } from "../pricing.js";

const places = [["tenancy"], ["placement", "tenancy"], ["placementTenancy"]] as const;

/** Names machines that share no hardware with others: they cost more than the list says, by no price of the book. */
export function addTenancy(
  pricing: Pricing,
  resource: GraphResource,
  holders: readonly (GraphResource | undefined)[],
  own: CostOwnership,
): void {
  const readings = holders.flatMap((holder) =>
    holder === undefined ? [] : places.map((steps) => readText(holder, ...steps)),
  );
  pricing.anyUnknown(
    resource,
    own,
    readings.map((reading) => ["tenancy", reading] as const),
  );
  if (readings.some((reading) => ["dedicated", "host"].includes(known(reading) ?? ""))) {
    pricing.gap(resource, "unpriced", "hardware of one's own", "dedicated tenancy costs more than the list price", own);
  }
}
