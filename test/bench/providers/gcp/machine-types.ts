/** What a machine type of Compute Engine is, as Google's pages list it. */
export interface GcpMachine {
  readonly vcpu: number;
  readonly memoryMib: number;
  readonly architecture: "amd64" | "arm64";
  /** GPUs that belong to the type. */
  readonly gpus?: { readonly type: string; readonly count: number };
  /** Numbers of local SSDs that can be asked for; undefined where this table does not say. */
  readonly localSsdCounts?: readonly number[];
  /** Of each. */
  readonly localSsdGib: number;
}

/** A GPU as GKE names it, as its driver names it, and its uniform partitions with how many of them fit. */
export interface GcpGpu {
  readonly product: string;
  readonly memoryMib: number;
  readonly partitions: Readonly<Record<string, number>>;
  /** Numbers of GPUs that can be attached to an N1 machine, with the most vCPUs it may have then. */
  readonly attachable?: Readonly<Record<number, number>>;
}

/*
 * Types and memory: https://docs.cloud.google.com/compute/docs/gpus
 * Partitions: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus-multi#multi-instance_gpu_partitions
 * and gpuPartitionSizeMaxCount of
 * https://github.com/GoogleCloudPlatform/container-engine-accelerators/blob/master/pkg/gpu/nvidia/mig/mig.go
 */
export const gcpGpus: Readonly<Record<string, GcpGpu>> = {
  "nvidia-l4": { product: "NVIDIA L4", memoryMib: 23034, partitions: {} },
  "nvidia-rtx-pro-6000": {
    product: "NVIDIA RTX PRO 6000 Blackwell Server Edition",
    memoryMib: 97887,
    partitions: { "1g.24gb": 4, "2g.48gb": 2, "4g.96gb": 1 },
  },
  "nvidia-tesla-a100": {
    product: "NVIDIA A100-SXM4-40GB",
    memoryMib: 40960,
    partitions: { "1g.5gb": 7, "2g.10gb": 3, "3g.20gb": 2, "7g.40gb": 1 },
  },
  "nvidia-a100-80gb": {
    product: "NVIDIA A100-SXM4-80GB",
    memoryMib: 81920,
    partitions: { "1g.10gb": 7, "2g.20gb": 3, "3g.40gb": 2, "7g.80gb": 1 },
  },
  "nvidia-h100-80gb": {
    product: "NVIDIA H100 80GB HBM3",
    memoryMib: 81559,
    partitions: { "1g.10gb": 7, "1g.20gb": 4, "2g.20gb": 3, "3g.40gb": 2, "7g.80gb": 1 },
  },
  "nvidia-h100-mega-80gb": {
    product: "NVIDIA H100 80GB HBM3",
    memoryMib: 81559,
    partitions: { "1g.10gb": 7, "1g.20gb": 4, "2g.20gb": 3, "3g.40gb": 2, "7g.80gb": 1 },
  },
  "nvidia-h200-141gb": {
    product: "NVIDIA H200",
    memoryMib: 143771,
    partitions: { "1g.18gb": 7, "1g.35gb": 4, "2g.35gb": 3, "3g.71gb": 2, "4g.71gb": 1, "7g.141gb": 1 },
  },
  "nvidia-b200": {
    product: "NVIDIA B200",
    memoryMib: 183359,
    partitions: { "1g.23gb": 7, "1g.45gb": 4, "2g.45gb": 3, "3g.90gb": 2, "4g.90gb": 1, "7g.180gb": 1 },
  },
  "nvidia-gb200": {
    product: "NVIDIA GB200",
    memoryMib: 189471,
    partitions: { "1g.23gb": 7, "1g.47gb": 4, "2g.47gb": 3, "3g.93gb": 2, "4g.93gb": 1, "7g.186gb": 1 },
  },
  "nvidia-gb300": { product: "NVIDIA GB300", memoryMib: 284208, partitions: {} },
  "nvidia-tesla-t4": {
    product: "Tesla T4",
    memoryMib: 15360,
    partitions: {},
    attachable: { 1: 48, 2: 48, 4: 96 },
  },
  "nvidia-tesla-v100": {
    product: "Tesla V100-SXM2-16GB",
    memoryMib: 16384,
    partitions: {},
    attachable: { 1: 12, 2: 24, 4: 48, 8: 96 },
  },
};

type GpuRow = readonly [
  name: string,
  vcpu: number,
  memoryGib: number,
  gpu: string,
  gpus: number,
  ssds: readonly number[],
];

/*
 * https://docs.cloud.google.com/compute/docs/accelerator-optimized-machines
 * https://docs.cloud.google.com/compute/docs/disks/local-ssd#choose_number_local_ssds
 */
const gpuRows: readonly GpuRow[] = [
  ["g2-standard-4", 4, 16, "nvidia-l4", 1, [1]],
  ["g2-standard-8", 8, 32, "nvidia-l4", 1, [1]],
  ["g2-standard-12", 12, 48, "nvidia-l4", 1, [1]],
  ["g2-standard-16", 16, 64, "nvidia-l4", 1, [1]],
  ["g2-standard-24", 24, 96, "nvidia-l4", 2, [2]],
  ["g2-standard-32", 32, 128, "nvidia-l4", 1, [1]],
  ["g2-standard-48", 48, 192, "nvidia-l4", 4, [4]],
  ["g2-standard-96", 96, 384, "nvidia-l4", 8, [8]],
  ["g4-standard-48", 48, 180, "nvidia-rtx-pro-6000", 1, [4]],
  ["g4-standard-96", 96, 360, "nvidia-rtx-pro-6000", 2, [8]],
  ["g4-standard-192", 192, 720, "nvidia-rtx-pro-6000", 4, [16]],
  ["g4-standard-384", 384, 1440, "nvidia-rtx-pro-6000", 8, [32]],
  ["a2-highgpu-1g", 12, 85, "nvidia-tesla-a100", 1, [1, 2, 4, 8]],
  ["a2-highgpu-2g", 24, 170, "nvidia-tesla-a100", 2, [2, 4, 8]],
  ["a2-highgpu-4g", 48, 340, "nvidia-tesla-a100", 4, [4, 8]],
  ["a2-highgpu-8g", 96, 680, "nvidia-tesla-a100", 8, [8]],
  ["a2-megagpu-16g", 96, 1360, "nvidia-tesla-a100", 16, [8]],
  ["a2-ultragpu-1g", 12, 170, "nvidia-a100-80gb", 1, [1]],
  ["a2-ultragpu-2g", 24, 340, "nvidia-a100-80gb", 2, [2]],
  ["a2-ultragpu-4g", 48, 680, "nvidia-a100-80gb", 4, [4]],
  ["a2-ultragpu-8g", 96, 1360, "nvidia-a100-80gb", 8, [8]],
  ["a3-highgpu-1g", 26, 234, "nvidia-h100-80gb", 1, [2]],
  ["a3-highgpu-2g", 52, 468, "nvidia-h100-80gb", 2, [4]],
  ["a3-highgpu-4g", 104, 936, "nvidia-h100-80gb", 4, [8]],
  ["a3-highgpu-8g", 208, 1872, "nvidia-h100-80gb", 8, [16]],
  ["a3-megagpu-8g", 208, 1872, "nvidia-h100-mega-80gb", 8, [16]],
  ["a3-ultragpu-8g", 224, 2952, "nvidia-h200-141gb", 8, [32]],
  ["a4-highgpu-8g", 224, 3968, "nvidia-b200", 8, [32]],
  ["a4x-highgpu-4g", 140, 884, "nvidia-gb200", 4, [4]],
  ["a4x-maxgpu-4g-metal", 144, 960, "nvidia-gb300", 4, [4]],
];

// https://docs.cloud.google.com/compute/docs/disks/local-ssd
const localSsdGib = 375;

const gpuMachines = new Map<string, GcpMachine>(
  gpuRows.map(([name, vcpu, memoryGib, type, count, localSsdCounts]) => [
    name,
    {
      vcpu,
      memoryMib: memoryGib * 1024,
      architecture: name.startsWith("a4x-") ? "arm64" : "amd64",
      gpus: { type, count },
      localSsdCounts,
      localSsdGib: name.startsWith("a4x-") ? 3000 : localSsdGib,
    },
  ]),
);

/** GiB of memory per vCPU: https://docs.cloud.google.com/compute/docs/general-purpose-machines */
const memoryGibPerVcpu: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  c3: { standard: 4, highmem: 8, highcpu: 2 },
  c4: { standard: 3.75, highmem: 7.75, highcpu: 2 },
  c4a: { standard: 4, highmem: 8, highcpu: 2 },
  e2: { standard: 4, highmem: 8, highcpu: 1 },
  n1: { standard: 3.75, highmem: 6.5, highcpu: 0.9 },
  n2: { standard: 4, highmem: 8, highcpu: 1 },
  n2d: { standard: 4, highmem: 8, highcpu: 1 },
  t2a: { standard: 4 },
  t2d: { standard: 4 },
};

const armFamilies: readonly string[] = ["c4a", "t2a"];

const sharedCore: Readonly<Record<string, GcpMachine>> = {
  "e2-medium": { vcpu: 2, memoryMib: 4096, architecture: "amd64", localSsdGib },
};

/** A machine type by its name; undefined for one that this table does not know. */
export function gcpMachine(name: string): GcpMachine | undefined {
  const known = gpuMachines.get(name) ?? sharedCore[name];
  if (known !== undefined) return known;
  const [, family = "", kind = "", cores = ""] = /^([a-z0-9]+)-([a-z]+)-(\d+)(?:-lssd)?$/.exec(name) ?? [];
  const perVcpu = memoryGibPerVcpu[family]?.[kind];
  const vcpu = Number(cores);
  if (perVcpu === undefined || !(Number.isInteger(Math.log2(vcpu)) || roundSizes.includes(vcpu))) return undefined;
  return {
    vcpu,
    // The largest N2 high-memory type has less than its family's rule says.
    memoryMib: Math.round((name === "n2-highmem-128" ? 864 : vcpu * perVcpu) * 1024),
    architecture: armFamilies.includes(family) ? "arm64" : "amd64",
    localSsdGib,
  };
}

/** Sizes that are no power of two. */
const roundSizes: readonly number[] = [22, 24, 44, 48, 72, 80, 88, 96, 144, 176, 192, 224, 288];
