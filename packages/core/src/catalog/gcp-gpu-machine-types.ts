import type { CapacityKind } from "./capacity-kind.js";
import { gcpAttachedGpuMachineTypes } from "./gcp-attached-gpu-machine-types.js";
import type { GcpPrices, GcpSeries } from "./gcp-price-list.js";
import { gcpMachineType } from "./gcp-price-list.js";
import { gcpRegions } from "./gcp-regions.js";
import type { GpuModel } from "./gpu.js";
import type { MachineType } from "./machine-type.js";

/*
 * Every accelerator-optimized Compute Engine type that GKE offers with an NVIDIA GPU. Where the figures come
 * from is said in gcp-price-list.ts.
 */

interface GpuSeries extends GcpSeries {
  readonly model: GpuModel;
  readonly gkeAccelerator: string;
  readonly sizes: readonly Size[];
}

type Size = readonly [
  name: string,
  gpus: number,
  vcpu: number,
  memoryGib: number,
  localSsdCount: number,
  networkInterfaces: number,
  ...prices: GcpPrices,
];

const gpuTypes = "https://cloud.google.com/compute/docs/gpus";
const bought: readonly CapacityKind[] = ["on-demand", "spot", "reserved"];

const sliceOfOneGpu =
  "not yet: the machine holds a vGPU slice of one GPU, which GKE reports as one whole nvidia.com/gpu of the " +
  "same accelerator, so nothing tells a pod that it gets an eighth, a quarter or half of the memory";
const needsTopology =
  "not yet: it comes as a rack with one NVLink domain, which needs a reservation, a compact placement with a " +
  "topology and NVIDIA's DRA driver for the memory channels between nodes";

// prettier-ignore
const series: readonly GpuSeries[] = [
  // Sizes: name, GPUs, vCPU, memory GiB, local SSDs, GPUDirect interfaces, $/h on demand, $/h spot
  {
    model: "l4",
    gkeAccelerator: "nvidia-l4",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "pd-balanced",
    localSsdOptional: true,
    regions: gcpRegions.g2,
    sizes: [
      ["g2-standard-4",  1,  4,  16, 1, 0, 0.706832, 0.397336],
      ["g2-standard-8",  1,  8,  32, 1, 0, 0.853624, 0.479872],
      ["g2-standard-12", 1, 12,  48, 1, 0, 1.000416, 0.562408],
      ["g2-standard-16", 1, 16,  64, 1, 0, 1.147208, 0.644944],
      ["g2-standard-32", 1, 32, 128, 1, 0, 1.734376, 0.975088],
      ["g2-standard-24", 2, 24,  96, 2, 0, 2.000833, 1.124816],
      ["g2-standard-48", 4, 48, 192, 4, 0, 4.001665, 2.249632],
      ["g2-standard-96", 8, 96, 384, 8, 0,  8.00333, 4.499264],
    ],
  },
  {
    model: "rtx-pro-6000",
    gkeAccelerator: "nvidia-rtx-pro-6000",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "hyperdisk-balanced",
    localSsdOptional: true,
    regions: gcpRegions.g4,
    sizes: [
      ["g4-standard-48",  1,  48,  180,  4, 0,  4.49993,  1.79982],
      ["g4-standard-96",  2,  96,  360,  8, 0,  8.99986,  3.59964],
      ["g4-standard-192", 4, 192,  720, 16, 0, 17.99972,  7.19928],
      ["g4-standard-384", 8, 384, 1440, 32, 0, 35.99944, 14.39856],
    ],
  },
  {
    model: "rtx-pro-6000",
    gkeAccelerator: "nvidia-rtx-pro-6000",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "hyperdisk-balanced",
    localSsdOptional: true,
    regions: gcpRegions["g4-fraction"],
    refused: sliceOfOneGpu,
    sizes: [
      ["g4-standard-6",  0.125,  6, 22, 0, 0, 0.559556, 0.223803],
      ["g4-standard-12",  0.25, 12, 45, 1, 0, 1.124982, 0.449955],
      ["g4-standard-24",   0.5, 24, 90, 2, 0, 2.249965,  0.89991],
    ],
  },
  {
    model: "a100-40",
    gkeAccelerator: "nvidia-tesla-a100",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "pd-balanced",
    localSsdOptional: true,
    regions: gcpRegions["a2-highgpu"],
    sizes: [
      ["a2-highgpu-1g", 1, 12,  85, 1, 0, 3.673385,  1.92802],
      ["a2-highgpu-2g", 2, 24, 170, 2, 0,  7.34677,  3.85604],
      ["a2-highgpu-4g", 4, 48, 340, 4, 0, 14.69354,  7.71208],
      ["a2-highgpu-8g", 8, 96, 680, 8, 0, 29.38708, 15.42416],
    ],
  },
  {
    model: "a100-40",
    gkeAccelerator: "nvidia-tesla-a100",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "pd-balanced",
    localSsdOptional: true,
    regions: gcpRegions["a2-megagpu"],
    sizes: [
      ["a2-megagpu-16g", 16, 96, 1360, 8, 0, 55.739504, 29.25568],
    ],
  },
  {
    model: "a100-80",
    gkeAccelerator: "nvidia-a100-80gb",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "pd-balanced",
    regions: gcpRegions["a2-ultragpu"],
    sizes: [
      ["a2-ultragpu-1g", 1, 12,  170, 1, 0,  5.068798,  2.759546],
      ["a2-ultragpu-2g", 2, 24,  340, 2, 0, 10.137596,  5.519093],
      ["a2-ultragpu-4g", 4, 48,  680, 4, 0, 20.275192, 11.038185],
      ["a2-ultragpu-8g", 8, 96, 1360, 8, 0, 40.550383,  22.07637],
    ],
  },
  // Google sells these three as Spot and Flex-start only, although its price list names a price on demand.
  {
    model: "h100-80",
    gkeAccelerator: "nvidia-h100-80gb",
    source: gpuTypes,
    capacityKinds: ["spot", "flex-start"],
    bootDiskType: "pd-balanced",
    regions: gcpRegions["a3-highgpu"],
    sizes: [
      ["a3-highgpu-1g", 1,  26, 234, 2, 0, 11.06125,  6.326193],
      ["a3-highgpu-2g", 2,  52, 468, 4, 0,  22.1225, 12.652385],
      ["a3-highgpu-4g", 4, 104, 936, 8, 0,   44.245,  25.30477],
    ],
  },
  {
    model: "h100-80",
    gkeAccelerator: "nvidia-h100-80gb",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "pd-balanced",
    regions: gcpRegions["a3-highgpu"],
    sizes: [
      ["a3-highgpu-8g", 8, 208, 1872, 16, 4, 88.49, 50.609541],
    ],
  },
  {
    model: "h100-80",
    gkeAccelerator: "nvidia-h100-mega-80gb",
    source: gpuTypes,
    capacityKinds: [...bought, "flex-start"],
    bootDiskType: "pd-balanced",
    regions: gcpRegions["a3-megagpu"],
    priceRegion: "us-east4",
    sizes: [
      ["a3-megagpu-8g", 8, 208, 1872, 16, 8, 92.937588, 23.275237],
    ],
  },
  // From here on no price list names the type: not on demand, and the price is agreed with Google.
  {
    model: "h200-141",
    gkeAccelerator: "nvidia-h200-141gb",
    source: gpuTypes,
    capacityKinds: ["spot", "reserved", "flex-start"],
    bootDiskType: "hyperdisk-balanced",
    sizes: [
      ["a3-ultragpu-8g", 8, 224, 2952, 32, 8],
    ],
  },
  {
    model: "b200",
    gkeAccelerator: "nvidia-b200",
    source: gpuTypes,
    capacityKinds: ["spot", "reserved", "flex-start"],
    bootDiskType: "hyperdisk-balanced",
    sizes: [
      ["a4-highgpu-8g", 8, 224, 3968, 32, 8],
    ],
  },
  {
    model: "gb200",
    gkeAccelerator: "nvidia-gb200",
    source: gpuTypes,
    capacityKinds: ["reserved"],
    bootDiskType: "hyperdisk-balanced",
    architecture: "arm64",
    localSsdGib: 3000,
    refused: needsTopology,
    sizes: [
      ["a4x-highgpu-4g", 4, 140, 884, 4, 4],
    ],
  },
  {
    model: "gb300",
    gkeAccelerator: "nvidia-gb300",
    source: gpuTypes,
    capacityKinds: ["reserved"],
    bootDiskType: "hyperdisk-balanced",
    architecture: "arm64",
    localSsdGib: 3000,
    refused: needsTopology,
    sizes: [
      ["a4x-maxgpu-4g-metal", 4, 144, 960, 4, 8],
    ],
  },
];

/** Compute Engine types with NVIDIA GPUs, series by series, smallest first; N1 with attached GPUs last. */
export const gcpGpuMachineTypes: readonly MachineType[] = [
  ...series.flatMap(({ model, gkeAccelerator, sizes, ...shared }) =>
    sizes.map(([name, count, vcpu, memoryGib, localSsdCount, networkInterfaces, ...prices]) => ({
      ...gcpMachineType(shared, { name, vcpu, memoryGib, localSsdCount, networkInterfaces, prices }),
      gpu: { model, count },
      gkeAccelerator,
    })),
  ),
  ...gcpAttachedGpuMachineTypes,
];
