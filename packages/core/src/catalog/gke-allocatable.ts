import type { MachineAllocatable } from "./machine-type.js";

const mibPerGib = 1024;
const evictionThresholdMib = 100;

/** Share of the memory that GKE keeps in each band, upper bound of the band in GiB. */
const memoryBands: readonly (readonly [upToGib: number, share: number])[] = [
  [4, 0.25],
  [8, 0.2],
  [16, 0.1],
  [128, 0.06],
  [Number.POSITIVE_INFINITY, 0.02],
];

/** Millicores that GKE keeps of each vCPU in each band, upper bound of the band in vCPU. */
const cpuBands: readonly (readonly [upToVcpu: number, millicores: number])[] = [
  [1, 60],
  [2, 10],
  [4, 5],
  [Number.POSITIVE_INFINITY, 2.5],
];

/**
 * What a GKE node offers to pods, by the formula that Google publishes:
 * https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes
 *
 * It is the formula for nodes up to 1.36, without image streaming; from 1.37 on GKE keeps at most this much.
 * It starts from the machine's nominal memory, of which a booted node shows a little less: leave a few percent
 * when a pod has to fill a node.
 */
export function gkeAllocatable(vcpu: number, memoryGib: number): MachineAllocatable {
  const reservedMib = memoryGib < 1 ? 255 : reserved(memoryGib, memoryBands) * mibPerGib;
  return {
    cpuMillicores: Math.floor(vcpu * 1000 - reserved(vcpu, cpuBands)),
    memoryMib: Math.floor(memoryGib * mibPerGib - reservedMib - evictionThresholdMib),
  };
}

function reserved(capacity: number, bands: readonly (readonly [upTo: number, perUnit: number])[]): number {
  let total = 0;
  let from = 0;
  for (const [upTo, perUnit] of bands) {
    if (capacity <= from) break;
    total += (Math.min(capacity, upTo) - from) * perUnit;
    from = upTo;
  }
  return total;
}
