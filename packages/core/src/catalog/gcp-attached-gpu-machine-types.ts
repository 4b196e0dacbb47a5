import { gcpMachineType } from "./gcp-price-list.js";
import type { GpuModel } from "./gpu.js";
import type { MachineType } from "./machine-type.js";

/*
 * T4 and V100 are attached to N1 types. How many vCPUs (and with them how much memory) a machine may have
 * depends on the number of GPUs: https://cloud.google.com/compute/docs/gpus#n1-gpus
 *
 * No row has a price: the price list has N1 without the GPU, and a part of a price is worse than none. Nor has
 * it regions: the list does not say where a GPU can be attached.
 */

interface Attachable {
  readonly model: GpuModel;
  readonly gkeAccelerator: string;
  readonly limits: readonly (readonly [gpus: number, maxVcpu: number])[];
}

// prettier-ignore
const attachable: readonly Attachable[] = [
  { model: "t4", gkeAccelerator: "nvidia-tesla-t4", limits: [[1, 48], [2, 48], [4, 96]] },
  { model: "v100-16", gkeAccelerator: "nvidia-tesla-v100", limits: [[1, 12], [2, 24], [4, 48], [8, 96]] },
];

// prettier-ignore
const n1: readonly (readonly [name: string, vcpu: number, memoryGib: number])[] = [
  ["n1-standard-4",   4,  15],
  ["n1-standard-8",   8,  30],
  ["n1-standard-16", 16,  60],
  ["n1-standard-32", 32, 120],
  ["n1-standard-64", 64, 240],
  ["n1-standard-96", 96, 360],
  ["n1-highmem-4",    4,  26],
  ["n1-highmem-8",    8,  52],
  ["n1-highmem-16",  16, 104],
  ["n1-highmem-32",  32, 208],
  ["n1-highmem-64",  64, 416],
  ["n1-highmem-96",  96, 624],
];

/** One row for each N1 type, GPU and number of GPUs that Compute Engine allows. */
export const gcpAttachedGpuMachineTypes: readonly MachineType[] = attachable.flatMap(
  ({ model, gkeAccelerator, limits }) =>
    limits.flatMap(([count, maxVcpu]) =>
      n1
        .filter(([, vcpu]) => vcpu <= maxVcpu)
        .map(([name, vcpu, memoryGib]) => ({
          ...gcpMachineType(
            {
              source: "https://cloud.google.com/compute/docs/gpus#n1-gpus",
              capacityKinds: ["on-demand", "spot", "reserved"],
              bootDiskType: "pd-balanced",
              localSsdOptional: true,
            },
            { name, vcpu, memoryGib, localSsdCount: 1, prices: [] },
          ),
          gpu: { model, count },
          gpuAttached: true as const,
          gkeAccelerator,
        })),
    ),
);
