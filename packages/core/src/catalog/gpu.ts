export type GpuModel =
  | "t4"
  | "t4g"
  | "v100-16"
  | "v100-32"
  | "a10g"
  | "a30"
  | "l4"
  | "l40s"
  | "a100-40"
  | "a100-80"
  | "a800-40"
  | "a800-80"
  | "h100-80"
  | "h100-94"
  | "h100-96"
  | "h800-80"
  | "h200-141"
  | "gh200-96"
  | "gh200-144"
  | "b200"
  | "b300"
  | "gb200"
  | "gb300"
  | "rtx-pro-4500"
  | "rtx-pro-6000";

export type GpuArchitecture = "volta" | "turing" | "ampere" | "ada-lovelace" | "hopper" | "blackwell";

export interface GpuAbilities {
  readonly timeSlicing: true;
  readonly mps: boolean;
  /** Can be partitioned in hardware. The profiles that can be asked for are in `migProfiles`. */
  readonly mig: boolean;
  readonly bf16: boolean;
  readonly fp8: boolean;
  readonly fp4: boolean;
  /** NVLink between the GPUs of one node, so a fabric manager or an NVLink bridge is at work. */
  readonly nvlink: boolean;
}

export interface GpuFacts {
  readonly model: GpuModel;
  /** The name NVIDIA sells it under. */
  readonly product: string;
  /**
   * Memory of one GPU. Up to Hopper the figure in the product's name; from Blackwell on the usable size, which
   * is also the size in the name of its largest MIG profile.
   */
  readonly memoryGib: number;
  readonly architecture: GpuArchitecture;
  readonly computeCapability: string;
  /** First driver branch with MIG on this GPU. Absent: no MIG, or NVIDIA's guide names no floor for it. */
  readonly migMinimumDriver?: number;
  /** First driver branch that runs this GPU at all, where it is newer than what node images ship. */
  readonly minimumDriver?: number;
  readonly abilities: GpuAbilities;
  readonly source: string;
}

// Lists the GPUs; the driver floors are on its page "deployment considerations".
const migGuide = "https://docs.nvidia.com/datacenter/tesla/mig-user-guide/610/supported-gpus.html";
const computeCapabilities = "https://developer.nvidia.com/cuda-gpus";
const rtxPro4500OnEks = "https://github.com/awslabs/amazon-eks-ami/blob/main/doc/usage/g7-ami.md";

// Abilities follow the architecture; MIG and NVLink differ by product within one.
const volta = {
  timeSlicing: true,
  mps: true,
  mig: false,
  bf16: false,
  fp8: false,
  fp4: false,
  nvlink: true,
} as const;
const turing = { ...volta, nvlink: false } as const;
const ampere = { ...turing, bf16: true } as const;
const ada = { ...ampere, fp8: true } as const;
const hopper = { ...ada, mig: true, nvlink: true } as const;
const blackwell = { ...hopper, fp4: true } as const;

/** Every GPU model that a pool can ask for; total over `GpuModel`. */
export const gpus: { readonly [M in GpuModel]: GpuFacts } = {
  t4: {
    model: "t4",
    product: "NVIDIA T4",
    memoryGib: 16,
    architecture: "turing",
    computeCapability: "7.5",
    abilities: turing,
    source: computeCapabilities,
  },
  t4g: {
    model: "t4g",
    product: "NVIDIA T4G",
    memoryGib: 16,
    architecture: "turing",
    computeCapability: "7.5",
    abilities: turing,
    source: computeCapabilities,
  },
  "v100-16": {
    model: "v100-16",
    product: "NVIDIA V100 16GB",
    memoryGib: 16,
    architecture: "volta",
    computeCapability: "7.0",
    abilities: volta,
    source: computeCapabilities,
  },
  "v100-32": {
    model: "v100-32",
    product: "NVIDIA V100 32GB",
    memoryGib: 32,
    architecture: "volta",
    computeCapability: "7.0",
    abilities: volta,
    source: computeCapabilities,
  },
  a10g: {
    model: "a10g",
    product: "NVIDIA A10G",
    memoryGib: 24,
    architecture: "ampere",
    computeCapability: "8.6",
    abilities: ampere,
    source: computeCapabilities,
  },
  a30: {
    model: "a30",
    product: "NVIDIA A30",
    memoryGib: 24,
    architecture: "ampere",
    computeCapability: "8.0",
    migMinimumDriver: 460,
    abilities: { ...ampere, mig: true, nvlink: true },
    source: migGuide,
  },
  l4: {
    model: "l4",
    product: "NVIDIA L4",
    memoryGib: 24,
    architecture: "ada-lovelace",
    computeCapability: "8.9",
    abilities: ada,
    source: computeCapabilities,
  },
  l40s: {
    model: "l40s",
    product: "NVIDIA L40S",
    memoryGib: 48,
    architecture: "ada-lovelace",
    computeCapability: "8.9",
    abilities: ada,
    source: computeCapabilities,
  },
  "a100-40": {
    model: "a100-40",
    product: "NVIDIA A100 40GB",
    memoryGib: 40,
    architecture: "ampere",
    computeCapability: "8.0",
    migMinimumDriver: 450,
    abilities: { ...ampere, mig: true, nvlink: true },
    source: migGuide,
  },
  "a100-80": {
    model: "a100-80",
    product: "NVIDIA A100 80GB",
    memoryGib: 80,
    architecture: "ampere",
    computeCapability: "8.0",
    migMinimumDriver: 450,
    abilities: { ...ampere, mig: true, nvlink: true },
    source: migGuide,
  },
  "a800-40": {
    model: "a800-40",
    product: "NVIDIA A800 40GB",
    memoryGib: 40,
    architecture: "ampere",
    computeCapability: "8.0",
    abilities: { ...ampere, mig: true, nvlink: true },
    source: migGuide,
  },
  "a800-80": {
    model: "a800-80",
    product: "NVIDIA A800 80GB",
    memoryGib: 80,
    architecture: "ampere",
    computeCapability: "8.0",
    abilities: { ...ampere, mig: true, nvlink: true },
    source: migGuide,
  },
  "h100-80": {
    model: "h100-80",
    product: "NVIDIA H100 80GB",
    memoryGib: 80,
    architecture: "hopper",
    computeCapability: "9.0",
    migMinimumDriver: 525,
    abilities: hopper,
    source: migGuide,
  },
  "h100-94": {
    model: "h100-94",
    product: "NVIDIA H100 NVL 94GB",
    memoryGib: 94,
    architecture: "hopper",
    computeCapability: "9.0",
    migMinimumDriver: 525,
    abilities: hopper,
    source: migGuide,
  },
  "h100-96": {
    model: "h100-96",
    product: "NVIDIA H100 96GB (on GH200)",
    memoryGib: 96,
    architecture: "hopper",
    computeCapability: "9.0",
    migMinimumDriver: 525,
    abilities: hopper,
    source: migGuide,
  },
  "h800-80": {
    model: "h800-80",
    product: "NVIDIA H800 80GB",
    memoryGib: 80,
    architecture: "hopper",
    computeCapability: "9.0",
    abilities: hopper,
    source: migGuide,
  },
  "h200-141": {
    model: "h200-141",
    product: "NVIDIA H200 141GB",
    memoryGib: 141,
    architecture: "hopper",
    computeCapability: "9.0",
    migMinimumDriver: 550,
    abilities: hopper,
    source: migGuide,
  },
  "gh200-96": {
    model: "gh200-96",
    product: "NVIDIA GH200 96GB",
    memoryGib: 96,
    architecture: "hopper",
    computeCapability: "9.0",
    abilities: hopper,
    source: migGuide,
  },
  "gh200-144": {
    model: "gh200-144",
    product: "NVIDIA GH200 144GB",
    memoryGib: 144,
    architecture: "hopper",
    computeCapability: "9.0",
    abilities: hopper,
    source: migGuide,
  },
  b200: {
    model: "b200",
    product: "NVIDIA B200",
    memoryGib: 180,
    architecture: "blackwell",
    computeCapability: "10.0",
    migMinimumDriver: 570,
    abilities: blackwell,
    source: migGuide,
  },
  b300: {
    model: "b300",
    product: "NVIDIA B300",
    memoryGib: 269,
    architecture: "blackwell",
    computeCapability: "10.3",
    migMinimumDriver: 580,
    abilities: blackwell,
    source: migGuide,
  },
  gb200: {
    model: "gb200",
    product: "NVIDIA GB200",
    memoryGib: 186,
    architecture: "blackwell",
    computeCapability: "10.0",
    migMinimumDriver: 570,
    abilities: blackwell,
    source: migGuide,
  },
  gb300: {
    model: "gb300",
    product: "NVIDIA GB300",
    memoryGib: 278,
    architecture: "blackwell",
    computeCapability: "10.3",
    abilities: blackwell,
    source: migGuide,
  },
  "rtx-pro-4500": {
    model: "rtx-pro-4500",
    product: "NVIDIA RTX PRO 4500 Blackwell Server Edition",
    memoryGib: 32,
    architecture: "blackwell",
    computeCapability: "12.0",
    migMinimumDriver: 575,
    minimumDriver: 595,
    abilities: { ...blackwell, nvlink: false },
    source: rtxPro4500OnEks,
  },
  "rtx-pro-6000": {
    model: "rtx-pro-6000",
    product: "NVIDIA RTX PRO 6000 Blackwell Server Edition",
    memoryGib: 96,
    architecture: "blackwell",
    computeCapability: "12.0",
    migMinimumDriver: 575,
    abilities: { ...blackwell, nvlink: false },
    source: migGuide,
  },
};

/** Whether a name from outside (YAML, JSON) is a model of this catalog. */
export function isGpuModel(name: string): name is GpuModel {
  return Object.hasOwn(gpus, name);
}
