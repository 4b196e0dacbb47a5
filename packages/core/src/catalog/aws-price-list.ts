import type { CapacityKind } from "./capacity-kind.js";
import type { Architecture, MachineType } from "./machine-type.js";

/*
 * The figures of the AWS tables: list prices in US dollars per hour in us-east-1, Linux, on demand, without
 * discounts, read on 2026-07-20, and the size of each type, from aws/karpenter-provider-aws at 1d927085
 * (pkg/providers/pricing/zz_generated.pricing_aws.go and
 * website/content/en/docs/reference/instance-types.md). That project is licensed under Apache-2.0
 * (https://github.com/aws/karpenter-provider-aws/blob/main/LICENSE); only its figures are taken over.
 *
 * "Allocatable" is that page's own figure: what a node of the type offers to pods with the EKS node image.
 */

const region = "us-east-1";
const readOn = "2026-07-20";
const specSource = "aws/karpenter-provider-aws@1d927085 website/content/en/docs/reference/instance-types.md";
const priceSource = "aws/karpenter-provider-aws@1d927085 pkg/providers/pricing/zz_generated.pricing_aws.go";

/** The columns that GPU and CPU tables share. The price is null where the list has none. */
export type AwsFigures = readonly [
  vcpu: number,
  memoryGib: number,
  architecture: Architecture,
  localNvmeGb: number,
  efaInterfaces: number,
  allocatableCpuMillicores: number,
  allocatableMemoryMib: number,
  maxPods: number,
  onDemandUsdPerHour: number | null,
];

/** Makes the catalog entry of one row. AWS states NVMe in decimal gigabytes; the catalog counts in GiB. */
export function awsMachineType(name: string, figures: AwsFigures, capacityKinds: readonly CapacityKind[]): MachineType {
  const [vcpu, memoryGib, architecture, localNvmeGb, efa, cpuMillicores, memoryMib, maxPods, price] = figures;
  return {
    name,
    vcpu,
    memoryGib,
    architecture,
    localNvmeGib: Math.floor((localNvmeGb * 1e9) / 2 ** 30),
    networkInterfaces: efa,
    allocatable: { cpuMillicores, memoryMib },
    maxPods,
    capacityKinds,
    ...(price === null ? {} : { price: { onDemandUsdPerHour: price, region, readOn, source: priceSource } }),
    source: specSource,
  };
}
