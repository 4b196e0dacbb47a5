import type { GraphResource, Reading } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import type { Pricing } from "../pricing.js";

/** Names machines that wait beside a group: running ones are billed as any, stopped ones by their disks. */
export function addWarmPool(
  pricing: Pricing,
  resource: GraphResource,
  pool: Reading<unknown>,
  own: CostOwnership,
): void {
  if (pool.state === "unknown") return pricing.unknown(resource, "warm pool", pool, own);
  if (pool.state !== "known") return;
  pricing.gap(resource, "unpriced", "warm pool", "machines and disks that wait beside the group", own);
}
