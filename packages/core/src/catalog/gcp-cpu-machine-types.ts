import type { CapacityKind } from "./capacity-kind.js";
import type { GcpPrices, GcpSeries } from "./gcp-price-list.js";
import { gcpMachineType } from "./gcp-price-list.js";
import { gcpRegions } from "./gcp-regions.js";
import type { MachineType } from "./machine-type.js";

/*
 * The general-purpose Compute Engine types that system and CPU pools are chosen from: E2 and N2 (cheap, with
 * Persistent Disk), C3 (newer Intel, with local SSD as -lssd), T2A and C4A (Arm). Shared-core types are left
 * out. Where the figures come from is said in gcp-price-list.ts.
 */

interface CpuSeries extends GcpSeries {
  readonly sizes: readonly Size[];
}

type Size = readonly [name: string, vcpu: number, memoryGib: number, localSsdCount: number, ...prices: GcpPrices];

const generalPurpose = "https://cloud.google.com/compute/docs/general-purpose-machines";
const bought: readonly CapacityKind[] = ["on-demand", "spot", "reserved"];

// prettier-ignore
const series: readonly CpuSeries[] = [
  // Sizes: name, vCPU, memory GiB, local SSDs (the fewest that may be asked for), $/h on demand, $/h spot
  {
    source: generalPurpose,
    capacityKinds: bought,
    bootDiskType: "pd-balanced",
    regions: gcpRegions.e2,
    sizes: [
      ["e2-standard-2",   2,   8, 0, 0.067011, 0.040212],
      ["e2-standard-4",   4,  16, 0, 0.134023, 0.080424],
      ["e2-standard-8",   8,  32, 0, 0.268046, 0.160848],
      ["e2-standard-16", 16,  64, 0, 0.536091, 0.321696],
      ["e2-standard-32", 32, 128, 0, 1.072183, 0.643392],
      ["e2-highmem-2",   2,  16, 0,   0.0904, 0.054244],
      ["e2-highmem-4",   4,  32, 0, 0.180799, 0.108488],
      ["e2-highmem-8",   8,  64, 0, 0.361599, 0.216976],
      ["e2-highmem-16", 16, 128, 0, 0.723197, 0.433952],
    ],
  },
  {
    source: generalPurpose,
    capacityKinds: bought,
    bootDiskType: "pd-balanced",
    localSsdOptional: true,
    regions: gcpRegions.n2,
    sizes: [
      ["n2-standard-2",     2,   8,  1, 0.097118, 0.04606],
      ["n2-standard-4",     4,  16,  1, 0.194236, 0.09212],
      ["n2-standard-8",     8,  32,  1, 0.388472, 0.18424],
      ["n2-standard-16",   16,  64,  2, 0.776944, 0.36848],
      ["n2-standard-32",   32, 128,  4, 1.553888, 0.73696],
      ["n2-standard-48",   48, 192,  8, 2.330832, 1.10544],
      ["n2-standard-64",   64, 256,  8, 3.107776, 1.47392],
      ["n2-standard-80",   80, 320,  8,  3.88472,  1.8424],
      ["n2-standard-96",   96, 384, 16, 4.661664, 2.21088],
      ["n2-standard-128", 128, 512, 16, 6.215552, 2.94784],
      ["n2-highmem-2",     2,  16,  1, 0.131014, 0.06214],
      ["n2-highmem-4",     4,  32,  1, 0.262028, 0.12428],
      ["n2-highmem-8",     8,  64,  1, 0.524056, 0.24856],
      ["n2-highmem-16",   16, 128,  2, 1.048112, 0.49712],
      ["n2-highmem-32",   32, 256,  4, 2.096224, 0.99424],
      ["n2-highmem-48",   48, 384,  8, 3.144336, 1.49136],
      ["n2-highmem-64",   64, 512,  8, 4.192448, 1.98848],
      ["n2-highmem-80",   80, 640,  8,  5.24056,  2.4856],
      ["n2-highmem-96",   96, 768, 16, 6.288672, 2.98272],
      ["n2-highmem-128", 128, 864, 16, 7.706976, 3.65536],
    ],
  },
  {
    source: generalPurpose,
    capacityKinds: bought,
    bootDiskType: "pd-balanced",
    regions: gcpRegions.c3,
    sizes: [
      ["c3-standard-4",     4,  16, 0, 0.201608, 0.0494],
      ["c3-standard-8",     8,  32, 0, 0.403216, 0.0988],
      ["c3-standard-22",   22,  88, 0, 1.108844, 0.2717],
      ["c3-standard-44",   44, 176, 0, 2.217688, 0.5434],
      ["c3-standard-88",   88, 352, 0, 4.435376, 1.0868],
      ["c3-standard-176", 176, 704, 0, 8.870752, 2.1736],
    ],
  },
  {
    source: generalPurpose,
    capacityKinds: bought,
    bootDiskType: "pd-balanced",
    regions: gcpRegions["c3-lssd"],
    sizes: [
      ["c3-standard-4-lssd",     4,  16,  1, 0.242704, 0.071386],
      ["c3-standard-8-lssd",     8,  32,  2, 0.485408, 0.142773],
      ["c3-standard-22-lssd",   22,  88,  4, 1.273228, 0.359645],
      ["c3-standard-44-lssd",   44, 176,  8, 2.546455,  0.71929],
      ["c3-standard-88-lssd",   88, 352, 16,  5.09291, 1.438581],
      ["c3-standard-176-lssd", 176, 704, 32, 10.18582, 2.877162],
    ],
  },
  {
    source: generalPurpose,
    capacityKinds: bought,
    bootDiskType: "pd-balanced",
    architecture: "arm64",
    regions: gcpRegions.t2a,
    sizes: [
      ["t2a-standard-2",   2,   8, 0, 0.077, 0.032784],
      ["t2a-standard-4",   4,  16, 0, 0.154, 0.065568],
      ["t2a-standard-8",   8,  32, 0, 0.308, 0.131136],
      ["t2a-standard-16", 16,  64, 0, 0.616, 0.262272],
      ["t2a-standard-32", 32, 128, 0, 1.232, 0.524544],
      ["t2a-standard-48", 48, 192, 0, 1.848, 0.786816],
    ],
  },
  {
    source: generalPurpose,
    capacityKinds: bought,
    bootDiskType: "hyperdisk-balanced",
    architecture: "arm64",
    regions: gcpRegions.c4a,
    sizes: [
      ["c4a-standard-2",   2,   8, 0, 0.0898, 0.038816],
      ["c4a-standard-4",   4,  16, 0, 0.1796, 0.077632],
      ["c4a-standard-8",   8,  32, 0, 0.3592, 0.155264],
      ["c4a-standard-16", 16,  64, 0, 0.7184, 0.310528],
      ["c4a-standard-32", 32, 128, 0, 1.4368, 0.621056],
      ["c4a-standard-48", 48, 192, 0, 2.1552, 0.931584],
      ["c4a-standard-64", 64, 256, 0, 2.8736, 1.242112],
      ["c4a-standard-72", 72, 288, 0, 3.2328, 1.397376],
    ],
  },
];

/** Compute Engine types without GPU, series by series, smallest first. */
export const gcpCpuMachineTypes: readonly MachineType[] = series.flatMap(({ sizes, ...shared }) =>
  sizes.map(([name, vcpu, memoryGib, localSsdCount, ...prices]) =>
    gcpMachineType(shared, { name, vcpu, memoryGib, localSsdCount, prices }),
  ),
);
