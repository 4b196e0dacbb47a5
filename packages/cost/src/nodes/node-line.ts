import type { GraphResource } from "@roadstead/core";
import type { Cloud } from "../book/machines.js";
import type { MachineRate } from "../book/price-book.js";
import type { PriceSource } from "../book/price-source.js";
import type { CostOwnership } from "../cost-line.js";
import { hoursPerMonth } from "../money.js";
import type { Pricing } from "../pricing.js";
import type { Range } from "../range.js";
import { fixed, isZero, mapRange, zipRanges } from "../range.js";

/** A machine type that a group may take. */
export interface NodeType {
  readonly name: string;
  /** Units of the group's capacity that one machine counts for. @default 1 */
  readonly weight?: number;
  /** The name is a secret: it is not shown. */
  readonly secret?: boolean;
}

export interface NodeLineDraft {
  readonly cloud: Cloud;
  readonly region: string;
  /** In order of preference: the first is expected, the cheapest is the floor and the dearest the ceiling. */
  readonly types: readonly NodeType[];
  /** Nodes, or units of capacity where types have weights. */
  readonly capacity: Range;
  readonly purchase: "on-demand" | "spot" | "reserved";
  /** GPUs that the group attaches to each node itself. */
  readonly attachedGpus?: number;
  readonly sharesPerGpu?: number;
  readonly notes?: readonly string[];
  readonly item?: string;
}

interface Candidate {
  readonly rate: MachineRate;
  readonly usd: Range;
  readonly source: PriceSource;
  readonly weight: number;
}

/** Adds the machines of a group; each type without a price is a gap. */
export function addNodes(pricing: Pricing, resource: GraphResource, draft: NodeLineDraft, own: CostOwnership): void {
  const { capacity, types, purchase } = draft;
  if (isZero(capacity) && capacity.ceiling === 0) return;
  const candidates = types.flatMap((type) => candidateOf(pricing, resource, draft, type, own));
  const [first] = candidates;
  if (first === undefined) {
    const isNamed = pricing.gaps.some(({ urn }) => urn === resource.urn);
    if (!isNamed) pricing.gap(resource, "unpriced", "machines", "nothing in the program says their type", own);
    return;
  }
  const perCandidate = candidates.map((candidate) => {
    const nodes = candidate.weight === 1 ? capacity : mapRange(capacity, (units) => units / candidate.weight);
    // Whole machines at both ends; on average over a month there is no need for whole ones.
    const whole: Range = { ...nodes, floor: Math.ceil(nodes.floor), ceiling: Math.ceil(nodes.ceiling) };
    const gpus = draft.attachedGpus ?? candidate.rate.gpus;
    return {
      nodes: whole,
      usd: zipRanges(whole, candidate.usd, (count, usd) => count * usd * hoursPerMonth),
      gpuHours: mapRange(whole, (count) => count * gpus * hoursPerMonth),
    };
  });
  const nodes = spread(perCandidate.map((it) => it.nodes));
  const names = types.map(({ name, secret }) => (secret === true ? "<secret>" : name));
  pricing.add(
    resource,
    {
      item: `${draft.item ?? "nodes"} ${names.length > 3 ? `${names[0]} and ${names.length - 1} more types` : names.join(", ")}`,
      quantity: nodes,
      unit: "node",
      usdPerMonth: spread(perCandidate.map((it) => it.usd)),
      gpuHours: spread(perCandidate.map((it) => it.gpuHours)),
      purchase,
      ...(draft.sharesPerGpu === undefined || draft.sharesPerGpu === 1 ? {} : { sharesPerGpu: draft.sharesPerGpu }),
      ...(purchase !== "spot" && types.length === 1
        ? {
            machines: {
              cloud: draft.cloud,
              region: draft.region,
              type: first.rate.type,
              nodes,
              usdPerHour: first.usd.expected,
            },
          }
        : {}),
      source: first.source,
      ...(draft.notes === undefined ? {} : { notes: draft.notes }),
    },
    own,
  );
}

function candidateOf(
  pricing: Pricing,
  resource: GraphResource,
  { cloud, region, purchase }: NodeLineDraft,
  { name, weight = 1, secret }: NodeType,
  own: CostOwnership,
): Candidate[] {
  const rate = pricing.book.machine(cloud, region, name);
  const onDemand = rate?.onDemand && { usd: fixed(rate.onDemand.usd), source: rate.onDemand.source };
  const price = purchase === "spot" ? rate?.spot : onDemand;
  if (rate !== undefined && price !== undefined) return [{ rate, usd: price.usd, source: price.source, weight }];
  const shown = secret === true ? "<secret>" : name;
  const reason = `no ${purchase === "spot" ? "spot" : "list"} price of this type there`;
  pricing.gap(resource, "unpriced", `${shown} in ${region}`, reason, own);
  return [];
}

/** From the least floor to the greatest ceiling; the first is expected. */
function spread(ranges: readonly Range[]): Range {
  const first = ranges[0]?.expected ?? 0;
  const floor = Math.min(...ranges.map((range) => range.floor));
  const ceiling = Math.max(...ranges.map((range) => range.ceiling));
  return { floor, expected: Math.min(Math.max(first, floor), ceiling), ceiling };
}
