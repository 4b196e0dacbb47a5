import type { CapacityKind } from "./capacity-kind.js";
import { gkeAllocatable } from "./gke-allocatable.js";
import type { BootDiskType, Architecture, MachinePrice, MachineType } from "./machine-type.js";

/*
 * The figures of the Google Cloud tables.
 *
 * Prices: list prices in US dollars per hour, Linux, on demand and spot, without discounts, read on 2026-08-03,
 * rounded to six decimals, accelerators that belong to the type included, from
 * cloudpilot-ai/karpenter-provider-gcp at 417f047b (pkg/providers/pricing/initial-prices.json). That project
 * is licensed under Apache-2.0 (https://github.com/cloudpilot-ai/karpenter-provider-gcp/blob/main/LICENSE);
 * only its figures are taken over. The region is us-central1, or us-east4 where us-central1 lacks the type.
 *
 * Sizes: https://cloud.google.com/compute/docs/gpus (GPU types),
 * https://cloud.google.com/compute/docs/general-purpose-machines (the others) and
 * https://cloud.google.com/compute/docs/disks/local-ssd (disks), as of 2026-04-14.
 *
 * Allocatable: Google's published formula, see gke-allocatable.ts.
 */

const readOn = "2026-08-03";
const priceSource = "cloudpilot-ai/karpenter-provider-gcp@417f047b pkg/providers/pricing/initial-prices.json";

/** GKE's default for Standard clusters: https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr */
const defaultMaxPods = 110;

/** On demand and spot, as the last columns of a row; absent where no price list names the type. */
export type GcpPrices = readonly [onDemandUsdPerHour?: number, spotUsdPerHour?: number];

/** What all types of one machine series share. */
export interface GcpSeries {
  readonly source: string;
  readonly capacityKinds: readonly CapacityKind[];
  readonly bootDiskType: BootDiskType;
  /** GiB of one local SSD; 375 unless said. */
  readonly localSsdGib?: number;
  readonly localSsdOptional?: true;
  readonly architecture?: Architecture;
  readonly regions?: readonly string[];
  readonly priceRegion?: string;
  readonly refused?: string;
}

export interface GcpSize {
  readonly name: string;
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly localSsdCount?: number;
  readonly networkInterfaces?: number;
  readonly prices: GcpPrices;
}

/** Makes the catalog entry of one size of a series. */
export function gcpMachineType(series: GcpSeries, size: GcpSize): MachineType {
  const { name, vcpu, memoryGib, localSsdCount = 0 } = size;
  const price = gcpPrice(series.priceRegion ?? "us-central1", size.prices);
  return {
    name,
    vcpu,
    memoryGib,
    architecture: series.architecture ?? "amd64",
    localNvmeGib: localSsdCount * (series.localSsdGib ?? 375),
    ...(localSsdCount > 0 ? { localSsdCount } : {}),
    ...(localSsdCount > 0 && series.localSsdOptional ? { localSsdOptional: true } : {}),
    networkInterfaces: size.networkInterfaces ?? 0,
    bootDiskType: series.bootDiskType,
    allocatable: gkeAllocatable(vcpu, memoryGib),
    maxPods: defaultMaxPods,
    capacityKinds: series.capacityKinds,
    ...(series.regions ? { regions: series.regions } : {}),
    ...(price ? { price } : {}),
    ...(series.refused ? { refused: series.refused } : {}),
    source: series.source,
  };
}

function gcpPrice(region: string, [onDemand, spot]: GcpPrices): MachinePrice | undefined {
  if (onDemand === undefined && spot === undefined) return undefined;
  return {
    ...(onDemand === undefined ? {} : { onDemandUsdPerHour: onDemand }),
    ...(spot === undefined ? {} : { spotUsdPerHour: spot }),
    region,
    readOn,
    source: priceSource,
  };
}
