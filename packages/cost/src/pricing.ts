import type { GraphResource, Reading } from "@roadstead/core";
import type { FeeUnit } from "./book/fees.js";
import type { Cloud } from "./book/machines.js";
import type { PriceBook, Rate } from "./book/price-book.js";
import type { PriceSource } from "./book/price-source.js";
import type { CostGap, CostLine, CostOwnership, GapKind } from "./cost-line.js";
import type { ClusterSummaries } from "./graph/cluster-summaries.js";
import type { GraphIndex } from "./graph/graph-index.js";
import { regionOf, unknownPlaceOf } from "./graph/location.js";
import { ownershipOf } from "./graph/ownership.js";
import { hoursPerMonth, roundUsd } from "./money.js";
import type { MeanNodes } from "./nodes/mean-nodes.js";
import type { Range } from "./range.js";
import { fixed, mapRange, times, zero } from "./range.js";
import type { Usage } from "./sheet/price-sheet.js";

/** Prices resources of some types, whoever made them. */
export interface Pricer {
  readonly types: readonly string[];
  readonly price: (resource: GraphResource, pricing: Pricing) => void;
}

/** An amount before it has its resource and is rounded. */
export type LineDraft = Pick<CostLine, "item" | "quantity" | "unit" | "usdPerMonth"> &
  Partial<Pick<CostLine, "gpuHours" | "purchase" | "machines" | "sharesPerGpu" | "notes">> & {
    readonly source: PriceSource;
  };

export interface FeeDraft {
  readonly item: string;
  /** Fee of the price book. */
  readonly fee: string;
  readonly region: string;
  /** Units at a time: GiB, vCPUs, gateways. @default 1 */
  readonly quantity?: Range;
  readonly unit?: string;
  readonly notes?: readonly string[];
}

/** Where an unknown value stands, and what is wrong with it if it is not only unknown. */
interface UnknownPath {
  readonly path: string;
  readonly reason?: string;
}

/** Collects the amounts of a graph. */
export class Pricing {
  readonly graph: GraphIndex;
  readonly book: PriceBook;
  readonly summaries: ClusterSummaries;
  /** ISO date of the estimate: what counts as past standard support. */
  readonly asOf: string;
  /** What a forecast says of pools. */
  meanNodes: readonly MeanNodes[] = [];
  readonly lines: CostLine[] = [];
  readonly gaps: CostGap[] = [];
  readonly sources = new Map<string, PriceSource>();

  constructor(graph: GraphIndex, book: PriceBook, summaries: ClusterSummaries, asOf: string) {
    this.graph = graph;
    this.book = book;
    this.summaries = summaries;
    this.asOf = asOf;
  }

  /** Whom amounts of a resource count for. */
  ownership(resource: GraphResource, own: CostOwnership = {}): CostOwnership {
    return ownershipOf(this.graph, this.summaries, resource, own);
  }

  add(resource: GraphResource, draft: LineDraft, own: CostOwnership = {}): void {
    this.sources.set(draft.source.id, draft.source);
    this.lines.push({
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      ...this.ownership(resource, own),
      gpuHours: zero,
      notes: [],
      ...draft,
      source: draft.source.id,
      usdPerMonth: mapRange(draft.usdPerMonth, roundUsd),
    });
  }

  gap(
    resource: GraphResource,
    kind: GapKind,
    what: string,
    reason: string,
    { path, ...own }: CostOwnership & { readonly path?: string } = {},
  ): void {
    this.gaps.push({
      kind,
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      ...this.ownership(resource, own),
      what,
      reason,
      ...(path === undefined ? {} : { path }),
    });
  }

  /** A value that only a deployment tells, or that has no form that a provider takes: there is no amount without it. */
  unknown(resource: GraphResource, what: string, at: string | UnknownPath, own: CostOwnership = {}): void {
    const { path, reason = "known only after deployment" } = typeof at === "string" ? { path: at } : at;
    this.gap(resource, "unknown", what, reason, { ...own, path });
  }

  /** Names those of some values that are unknown. Whether there was one. */
  anyUnknown(resource: GraphResource, own: CostOwnership, readings: readonly (readonly [string, Reading<unknown>])[]) {
    const unknown = readings.filter(([, { state }]) => state === "unknown");
    for (const [what, reading] of unknown) this.unknown(resource, what, reading, own);
    return unknown.length > 0;
  }

  /** Region of a resource; one that nobody says is a gap. */
  region(cloud: Cloud, resource: GraphResource, what: string): string | undefined {
    const unknown = cloud === "gcp" ? unknownPlaceOf(resource) : undefined;
    if (unknown !== undefined) {
      this.unknown(resource, `region of the ${what}`, unknown);
      return undefined;
    }
    const region = regionOf(this.graph, this.book.sheet, cloud, resource);
    if (region === undefined) {
      const hint = `say it in the price sheet, providers.${cloud}.region`;
      this.gap(resource, "unpriced", what, `no region: neither the resource nor its provider says one; ${hint}`);
    }
    return region;
  }

  /** Region of a resource whose price is the same everywhere. */
  regionOrAny(cloud: Cloud, resource: GraphResource): string {
    return regionOf(this.graph, this.book.sheet, cloud, resource) ?? "any region";
  }

  /** Adds `quantity` units of a fee for a month, or a gap where it has no price. */
  fee(resource: GraphResource, draft: FeeDraft, own: CostOwnership = {}): void {
    const rate = this.book.fee(draft.fee, draft.region);
    if (rate === undefined) {
      this.gap(resource, "unpriced", `${draft.item} in ${draft.region}`, `no price of ${draft.fee} there`, own);
      return;
    }
    const quantity = draft.quantity ?? fixed(1);
    this.add(
      resource,
      {
        item: draft.item,
        quantity,
        unit: draft.unit ?? unitNames[rate.unit],
        usdPerMonth: times(quantity, usdPerMonth(rate)),
        source: rate.source,
        ...(draft.notes === undefined ? {} : { notes: draft.notes }),
      },
      own,
    );
  }

  /** Use of a resource that the sheet states; undefined where it states none. */
  usage(resource: GraphResource, ...names: readonly (string | undefined)[]): Usage | undefined {
    const usage = this.book.sheet.usage ?? {};
    const found = [resource.urn, resource.name, ...names, resource.type].find(
      (name) => name !== undefined && Object.hasOwn(usage, name),
    );
    return found === undefined ? undefined : usage[found];
  }
}

/** What one unit costs when it is there all month. */
export const usdPerMonth = (rate: Pick<Rate, "usd" | "unit">): number =>
  hourly.includes(rate.unit) ? rate.usd * hoursPerMonth : rate.usd;

const hourly: readonly FeeUnit[] = ["hour", "vcpu-hour", "gib-hour"];

const unitNames: Readonly<Record<FeeUnit, string>> = {
  hour: "piece",
  month: "piece",
  "gib-month": "GiB",
  gib: "GiB",
  "iops-month": "IOPS",
  "mibps-month": "MiB/s",
  "vcpu-hour": "vCPU",
  "gib-hour": "GiB",
  share: "share",
};
