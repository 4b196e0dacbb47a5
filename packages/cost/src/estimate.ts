import type { GraphResource, ResourceGraph } from "@roadstead/core";
import type { PriceBook } from "./book/price-book.js";
import { priceBook } from "./book/price-book.js";
import type { MeanNodes } from "./nodes/mean-nodes.js";
import type { PriceSource } from "./book/price-source.js";
import { daysBetween, isStale } from "./book/price-source.js";
import { asPriced } from "./aws/aws-native.js";
import type { CostGap, CostLine } from "./cost-line.js";
import { isFreeType, isUsageType } from "./free-types.js";
import { clusterSummaries } from "./graph/cluster-summaries.js";
import { graphIndex } from "./graph/graph-index.js";
import { addCloudObject } from "./kubernetes/cluster-made.js";
import { pricerOf } from "./pricers.js";
import { Pricing } from "./pricing.js";
import type { Range } from "./range.js";
import { sumUsd } from "./range.js";
import type { UnitCost } from "./unit-cost.js";
import { gpuHoursOf, unitCost } from "./unit-cost.js";
import { commitmentLines } from "./whole-stack/commitment-lines.js";
import { addForwardingRules } from "./whole-stack/forwarding-rules.js";
import { addNatMachines } from "./whole-stack/nat-machines.js";
import { addOwnedNodes } from "./whole-stack/owned-nodes.js";
import { withPrepaid } from "./whole-stack/prepaid.js";

export interface EstimateOptions {
  /** @default list prices alone */
  readonly book?: PriceBook;
  /** ISO date: the age of prices and the support of Kubernetes versions are counted to it. */
  readonly asOf: string;
  /** Nodes of pools on average, as a forecast has them: what is expected, wins over the sheet's utilisation. */
  readonly meanNodes?: readonly MeanNodes[];
}

/** A source that was used. */
export interface UsedSource extends PriceSource {
  readonly ageDays: number;
  readonly stale: boolean;
}

/** How many resources of a graph the totals speak of. */
export interface CostCoverage {
  /** Have an amount. */
  readonly priced: number;
  /** Are not billed by themselves. */
  readonly free: number;
  /** Are billed by use that nothing states, and by nothing else. */
  readonly usage: number;
  /** Have an amount that is missing: see the gaps. */
  readonly incomplete: number;
}

/** What a stack costs in a month of 730 hours. */
export interface Estimate {
  readonly asOf: string;
  readonly usdPerMonth: Range;
  readonly gpuHours: Range;
  readonly unit: UnitCost;
  /** By URN and item. */
  readonly lines: readonly CostLine[];
  /** What is missing from the totals, by URN. */
  readonly gaps: readonly CostGap[];
  readonly coverage: CostCoverage;
  /** Of the lines, by id. */
  readonly sources: readonly UsedSource[];
}

/** Prices a graph: a plan, a preview or a state, whoever made its resources. */
export function estimate(graph: Pick<ResourceGraph, "resources">, options: EstimateOptions): Estimate {
  const index = graphIndex({ resources: graph.resources.map(asPriced) });
  const pricing = new Pricing(index, options.book ?? priceBook(), clusterSummaries(index), options.asOf);
  pricing.meanNodes = options.meanNodes ?? [];
  for (const resource of index.resources) priceResource(resource, pricing);
  addForwardingRules(pricing);
  addOwnedNodes(pricing);
  addNatMachines(pricing, [...pricing.lines]);
  const paid = [...withPrepaid(pricing, [...pricing.lines].sort(byPlace)), ...commitmentLines(pricing)];
  const typeOf = typesOf(graph);
  const lines = [...paid].sort(byPlace).map(typeOf);
  const gaps = unique(pricing.gaps).sort(byPlace).map(typeOf);
  return {
    asOf: options.asOf,
    usdPerMonth: sumUsd(lines.map((line) => line.usdPerMonth)),
    gpuHours: gpuHoursOf(lines),
    unit: unitCost(lines, gaps),
    lines,
    gaps,
    coverage: coverageOf(index.resources, lines, gaps),
    sources: [...pricing.sources.values()]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((source) => ({
        ...source,
        ageDays: Math.max(0, daysBetween(source.readOn, options.asOf)),
        stale: isStale(source, options.asOf),
      })),
  };
}

/** Names a resource by its own type where it is priced as one of another provider. */
function typesOf({ resources }: Pick<ResourceGraph, "resources">) {
  const types = new Map(resources.map(({ urn, type }) => [urn, type]));
  return <T extends CostGap | CostLine>(item: T): T => {
    const type = types.get(item.urn);
    return type === undefined || type === item.type ? item : { ...item, type };
  };
}

/** Components have no price of their own; what is only looked up is another stack's. */
const isBilled = ({ kind }: GraphResource): boolean => kind === "custom" || kind === "remote";

function priceResource(resource: GraphResource, pricing: Pricing): void {
  if (!isBilled(resource)) return;
  if (resource.kind === "remote") {
    pricing.gap(resource, "unknown", "its children", "another process declares them, so they are not in this plan");
    return;
  }
  const pricer = pricerOf(resource.type);
  if (pricer !== undefined) pricer.price(resource, pricing);
  else if (isUsageType(resource.type))
    pricing.gap(resource, "usage", "all of it", "billed by use, which nothing states");
  else if (!addCloudObject(resource, pricing) && !isFreeType(resource.type)) {
    pricing.gap(resource, "unpriced", "all of it", `there are no prices of ${resource.type}`);
  }
}

const byPlace = (a: CostLine | CostGap, b: CostLine | CostGap): number => compare(place(a), place(b));
const place = (it: CostLine | CostGap): string => `${it.urn}\u0000${"item" in it ? it.item : `${it.kind}${it.what}`}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function unique(gaps: readonly CostGap[]): CostGap[] {
  return [...new Map(gaps.map((gap) => [JSON.stringify([gap.urn, gap.kind, gap.what, gap.path]), gap])).values()];
}

function coverageOf(
  resources: readonly GraphResource[],
  lines: readonly CostLine[],
  gaps: readonly CostGap[],
): CostCoverage {
  const priced = new Set(lines.map(({ urn }) => urn));
  const usage = new Set(gaps.filter(({ kind }) => kind === "usage").map(({ urn }) => urn));
  const missing = new Set(gaps.filter(({ kind }) => kind !== "usage").map(({ urn }) => urn));
  const count = { priced: 0, free: 0, usage: 0, incomplete: 0 };
  for (const { urn, kind } of resources) {
    if (missing.has(urn)) count.incomplete++;
    else if (priced.has(urn)) count.priced++;
    else if (usage.has(urn)) count.usage++;
    else if (kind === "custom") count.free++;
  }
  return count;
}
