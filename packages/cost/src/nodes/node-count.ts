import type { GraphResource } from "@roadstead/core";
import type { CostOwnership } from "../cost-line.js";
import type { Reading } from "../graph/read-property.js";
import { known } from "../graph/read-property.js";
import type { Pricing } from "../pricing.js";
import { meanNodesOf } from "./mean-nodes.js";
import type { Range } from "../range.js";
import { between } from "../range.js";

export interface StatedSize {
  readonly min: Reading<number>;
  readonly max: Reading<number>;
  /** What the program asks for at first. */
  readonly desired?: Reading<number>;
  /** What providers take where the program says nothing. */
  readonly fallback: { readonly min: number; readonly max?: number };
}

/**
 * Nodes of a group over the month. Expected is the least and `utilisation` of the way to the most; where the sheet says
 * none, the size at first. An unknown size is a gap, and counts as 0 until it is known.
 */
export function nodeCount(pricing: Pricing, resource: GraphResource, size: StatedSize, own: CostOwnership): Range {
  const [least, most] = [countOf(size.min), countOf(size.max)];
  pricing.anyUnknown(resource, own, [
    ["least number of nodes", least],
    ["most nodes", most],
  ]);
  const first = size.desired && countOf(size.desired);
  if (first !== undefined) pricing.anyUnknown(resource, own, [["number of nodes at first", first]]);
  const desired = first && known(first);
  const min = known(least) ?? (least.state === "unknown" ? 0 : size.fallback.min);
  const max = known(most) ?? (most.state === "unknown" ? min : (size.fallback.max ?? Math.max(min, desired ?? 0)));
  return expectedNodes(pricing, resource, { min, max, ...(desired === undefined ? {} : { desired }) }, own);
}

/** More than any provider lets a group have: what is beyond is a mistake of the program, and no amount. */
const mostNodes = 1_000_000;

const countOf = (reading: Reading<number>): Reading<number> =>
  reading.state === "known" && (reading.value < 0 || reading.value > mostNodes)
    ? { state: "unknown", path: reading.path, reason: `is no number of nodes from 0 to ${mostNodes}` }
    : reading;

/** {@link nodeCount} of numbers that are known. */
export function expectedNodes(
  pricing: Pricing,
  resource: GraphResource,
  { min, max, desired = min }: { readonly min: number; readonly max: number; readonly desired?: number },
  own: CostOwnership,
): Range {
  const least = Math.max(0, min);
  const forecast = meanNodesOf(pricing, resource);
  if (forecast !== undefined) return between(least, forecast, max);
  const used = utilisationOf(pricing, resource, own);
  return between(least, used === undefined ? desired : least + used * Math.max(0, max - least), max);
}

function utilisationOf(pricing: Pricing, resource: GraphResource, own: CostOwnership): number | undefined {
  if (pricing.book.sheet.utilisation === undefined) return undefined;
  const { cluster, pool } = pricing.ownership(resource, own);
  const { pools = {}, default: others } = pricing.book.sheet.utilisation;
  const names = [`${cluster ?? ""}/${pool ?? ""}`, resource.name, pool ?? ""];
  const name = names.find((candidate) => Object.hasOwn(pools, candidate));
  return name === undefined ? others : pools[name];
}
