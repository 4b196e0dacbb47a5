/*
 * What others list of Google Cloud's machine types, to hold the catalog against. The catalog takes only its prices from
 * the first of them.
 *
 * Names: all that have a price in any of 43 regions, read on 2026-08-03 from cloudpilot-ai/karpenter-provider-gcp at
 * 417f047b (pkg/providers/pricing/initial-prices.json). That project is licensed under Apache-2.0
 * (https://github.com/cloudpilot-ai/karpenter-provider-gcp/blob/main/LICENSE); only its figures are taken over.
 *
 * Accelerators: of the same list; the sizes of a2 and a3 as https://github.com/skypilot-org/skypilot-catalog has them,
 * those of g2 and g4 as https://cloud.google.com/compute/docs/gpus does.
 */

const names = `
  a2-highgpu-1g a2-highgpu-2g a2-highgpu-4g a2-highgpu-8g a2-megagpu-16g a2-ultragpu-1g a2-ultragpu-2g a2-ultragpu-4g
  a2-ultragpu-8g a3-highgpu-1g a3-highgpu-2g a3-highgpu-4g a3-highgpu-8g a3-megagpu-8g c2-standard-4 c2-standard-8
  c2-standard-16 c2-standard-30 c2-standard-60 c2d-highcpu-2 c2d-highcpu-4 c2d-highcpu-8 c2d-highcpu-16 c2d-highcpu-32
  c2d-highcpu-56 c2d-highcpu-112 c2d-highmem-2 c2d-highmem-4 c2d-highmem-8 c2d-highmem-16 c2d-highmem-32
  c2d-highmem-56 c2d-highmem-112 c2d-standard-2 c2d-standard-4 c2d-standard-8 c2d-standard-16 c2d-standard-32
  c2d-standard-56 c2d-standard-112 c3-highcpu-4 c3-highcpu-8 c3-highcpu-22 c3-highcpu-44 c3-highcpu-88 c3-highcpu-176
  c3-highcpu-192-metal c3-highmem-4 c3-highmem-8 c3-highmem-22 c3-highmem-44 c3-highmem-88 c3-highmem-176
  c3-highmem-192-metal c3-standard-4 c3-standard-4-lssd c3-standard-8 c3-standard-8-lssd c3-standard-22
  c3-standard-22-lssd c3-standard-44 c3-standard-44-lssd c3-standard-88 c3-standard-88-lssd c3-standard-176
  c3-standard-176-lssd c3-standard-192-metal c3d-highcpu-4 c3d-highcpu-8 c3d-highcpu-16 c3d-highcpu-30 c3d-highcpu-60
  c3d-highcpu-90 c3d-highcpu-180 c3d-highcpu-360 c3d-highmem-4 c3d-highmem-8 c3d-highmem-8-lssd c3d-highmem-16
  c3d-highmem-16-lssd c3d-highmem-30 c3d-highmem-30-lssd c3d-highmem-60 c3d-highmem-60-lssd c3d-highmem-90
  c3d-highmem-90-lssd c3d-highmem-180 c3d-highmem-180-lssd c3d-highmem-360 c3d-highmem-360-lssd c3d-standard-4
  c3d-standard-8 c3d-standard-8-lssd c3d-standard-16 c3d-standard-16-lssd c3d-standard-30 c3d-standard-30-lssd
  c3d-standard-60 c3d-standard-60-lssd c3d-standard-90 c3d-standard-90-lssd c3d-standard-180 c3d-standard-180-lssd
  c3d-standard-360 c3d-standard-360-lssd c4-highcpu-2 c4-highcpu-4 c4-highcpu-8 c4-highcpu-16 c4-highcpu-24
  c4-highcpu-32 c4-highcpu-48 c4-highcpu-96 c4-highcpu-144 c4-highcpu-192 c4-highcpu-288 c4-highmem-2 c4-highmem-4
  c4-highmem-4-lssd c4-highmem-8 c4-highmem-8-lssd c4-highmem-16 c4-highmem-16-lssd c4-highmem-24 c4-highmem-24-lssd
  c4-highmem-32 c4-highmem-32-lssd c4-highmem-48 c4-highmem-48-lssd c4-highmem-96 c4-highmem-96-lssd c4-highmem-144
  c4-highmem-144-lssd c4-highmem-192 c4-highmem-192-lssd c4-highmem-288 c4-highmem-288-lssd c4-highmem-288-lssd-metal
  c4-highmem-288-metal c4-standard-2 c4-standard-4 c4-standard-4-lssd c4-standard-8 c4-standard-8-lssd c4-standard-16
  c4-standard-16-lssd c4-standard-24 c4-standard-24-lssd c4-standard-32 c4-standard-32-lssd c4-standard-48
  c4-standard-48-lssd c4-standard-96 c4-standard-96-lssd c4-standard-144 c4-standard-144-lssd c4-standard-192
  c4-standard-192-lssd c4-standard-288 c4-standard-288-lssd c4-standard-288-lssd-metal c4-standard-288-metal
  c4a-highcpu-1 c4a-highcpu-2 c4a-highcpu-4 c4a-highcpu-8 c4a-highcpu-16 c4a-highcpu-32 c4a-highcpu-48 c4a-highcpu-64
  c4a-highcpu-72 c4a-highmem-1 c4a-highmem-2 c4a-highmem-4 c4a-highmem-4-lssd c4a-highmem-8 c4a-highmem-8-lssd
  c4a-highmem-16 c4a-highmem-16-lssd c4a-highmem-32 c4a-highmem-32-lssd c4a-highmem-48 c4a-highmem-48-lssd
  c4a-highmem-64 c4a-highmem-64-lssd c4a-highmem-72 c4a-highmem-72-lssd c4a-highmem-96-metal c4a-standard-1
  c4a-standard-2 c4a-standard-4 c4a-standard-4-lssd c4a-standard-8 c4a-standard-8-lssd c4a-standard-16
  c4a-standard-16-lssd c4a-standard-32 c4a-standard-32-lssd c4a-standard-48 c4a-standard-48-lssd c4a-standard-64
  c4a-standard-64-lssd c4a-standard-72 c4a-standard-72-lssd c4d-highcpu-2 c4d-highcpu-4 c4d-highcpu-8 c4d-highcpu-16
  c4d-highcpu-32 c4d-highcpu-48 c4d-highcpu-64 c4d-highcpu-96 c4d-highcpu-192 c4d-highcpu-384 c4d-highcpu-384-metal
  c4d-highmem-2 c4d-highmem-4 c4d-highmem-8 c4d-highmem-8-lssd c4d-highmem-16 c4d-highmem-16-lssd c4d-highmem-32
  c4d-highmem-32-lssd c4d-highmem-48 c4d-highmem-48-lssd c4d-highmem-64 c4d-highmem-64-lssd c4d-highmem-96
  c4d-highmem-96-lssd c4d-highmem-192 c4d-highmem-192-lssd c4d-highmem-384 c4d-highmem-384-lssd c4d-highmem-384-metal
  c4d-standard-2 c4d-standard-4 c4d-standard-8 c4d-standard-8-lssd c4d-standard-16 c4d-standard-16-lssd
  c4d-standard-32 c4d-standard-32-lssd c4d-standard-48 c4d-standard-48-lssd c4d-standard-64 c4d-standard-64-lssd
  c4d-standard-96 c4d-standard-96-lssd c4d-standard-192 c4d-standard-192-lssd c4d-standard-384 c4d-standard-384-lssd
  c4d-standard-384-metal c4n-highcpu-2 c4n-highcpu-4 c4n-highcpu-8 c4n-highcpu-16 c4n-highcpu-24 c4n-highcpu-48
  c4n-highcpu-96 c4n-highcpu-192 c4n-highmem-2 c4n-highmem-4 c4n-highmem-8 c4n-highmem-16 c4n-highmem-24
  c4n-highmem-48 c4n-highmem-96 c4n-highmem-192 c4n-standard-2 c4n-standard-4 c4n-standard-8 c4n-standard-16
  c4n-standard-24 c4n-standard-48 c4n-standard-96 c4n-standard-192 e2-highcpu-2 e2-highcpu-4 e2-highcpu-8
  e2-highcpu-16 e2-highcpu-32 e2-highmem-2 e2-highmem-4 e2-highmem-8 e2-highmem-16 e2-medium e2-micro e2-small
  e2-standard-2 e2-standard-4 e2-standard-8 e2-standard-16 e2-standard-32 f1-micro g1-small g2-standard-4
  g2-standard-8 g2-standard-12 g2-standard-16 g2-standard-24 g2-standard-32 g2-standard-48 g2-standard-96
  g4-standard-6 g4-standard-12 g4-standard-24 g4-standard-48 g4-standard-96 g4-standard-192 g4-standard-384
  h3-standard-88 m1-megamem-96 m1-ultramem-40 m1-ultramem-80 m1-ultramem-160 m2-hypermem-416 m2-megamem-416
  m2-ultramem-208 m2-ultramem-416 m3-megamem-64 m3-megamem-128 m3-ultramem-32 m3-ultramem-64 m3-ultramem-128
  m4-hypermem-16 m4-hypermem-32 m4-hypermem-64 m4-megamem-28 m4-megamem-56 m4-megamem-112 m4-megamem-224
  m4-ultramem-56 m4-ultramem-112 m4-ultramem-224 n1-highcpu-2 n1-highcpu-4 n1-highcpu-8 n1-highcpu-16 n1-highcpu-32
  n1-highcpu-64 n1-highcpu-96 n1-highmem-2 n1-highmem-4 n1-highmem-8 n1-highmem-16 n1-highmem-32 n1-highmem-64
  n1-highmem-96 n1-standard-1 n1-standard-2 n1-standard-4 n1-standard-8 n1-standard-16 n1-standard-32 n1-standard-64
  n1-standard-96 n2-highcpu-2 n2-highcpu-4 n2-highcpu-8 n2-highcpu-16 n2-highcpu-32 n2-highcpu-48 n2-highcpu-64
  n2-highcpu-80 n2-highcpu-96 n2-highmem-2 n2-highmem-4 n2-highmem-8 n2-highmem-16 n2-highmem-32 n2-highmem-48
  n2-highmem-64 n2-highmem-80 n2-highmem-96 n2-highmem-128 n2-standard-2 n2-standard-4 n2-standard-8 n2-standard-16
  n2-standard-32 n2-standard-48 n2-standard-64 n2-standard-80 n2-standard-96 n2-standard-128 n2d-highcpu-2
  n2d-highcpu-4 n2d-highcpu-8 n2d-highcpu-16 n2d-highcpu-32 n2d-highcpu-48 n2d-highcpu-64 n2d-highcpu-80
  n2d-highcpu-96 n2d-highcpu-128 n2d-highcpu-224 n2d-highmem-2 n2d-highmem-4 n2d-highmem-8 n2d-highmem-16
  n2d-highmem-32 n2d-highmem-48 n2d-highmem-64 n2d-highmem-80 n2d-highmem-96 n2d-standard-2 n2d-standard-4
  n2d-standard-8 n2d-standard-16 n2d-standard-32 n2d-standard-48 n2d-standard-64 n2d-standard-80 n2d-standard-96
  n2d-standard-128 n2d-standard-224 n4-highcpu-2 n4-highcpu-4 n4-highcpu-8 n4-highcpu-16 n4-highcpu-32 n4-highcpu-48
  n4-highcpu-64 n4-highcpu-80 n4-highmem-2 n4-highmem-4 n4-highmem-8 n4-highmem-16 n4-highmem-32 n4-highmem-48
  n4-highmem-64 n4-highmem-80 n4-standard-2 n4-standard-4 n4-standard-8 n4-standard-16 n4-standard-32 n4-standard-48
  n4-standard-64 n4-standard-80 n4a-highcpu-1 n4a-highcpu-2 n4a-highcpu-4 n4a-highcpu-8 n4a-highcpu-16 n4a-highcpu-32
  n4a-highcpu-48 n4a-highcpu-64 n4a-highmem-1 n4a-highmem-2 n4a-highmem-4 n4a-highmem-8 n4a-highmem-16 n4a-highmem-32
  n4a-highmem-48 n4a-highmem-64 n4a-standard-1 n4a-standard-2 n4a-standard-4 n4a-standard-8 n4a-standard-16
  n4a-standard-32 n4a-standard-48 n4a-standard-64 n4d-highcpu-2 n4d-highcpu-4 n4d-highcpu-8 n4d-highcpu-16
  n4d-highcpu-32 n4d-highcpu-48 n4d-highcpu-64 n4d-highcpu-80 n4d-highcpu-96 n4d-highmem-2 n4d-highmem-4 n4d-highmem-8
  n4d-highmem-16 n4d-highmem-32 n4d-highmem-48 n4d-highmem-64 n4d-highmem-80 n4d-highmem-96 n4d-standard-2
  n4d-standard-4 n4d-standard-8 n4d-standard-16 n4d-standard-32 n4d-standard-48 n4d-standard-64 n4d-standard-80
  n4d-standard-96 t2a-standard-1 t2a-standard-2 t2a-standard-4 t2a-standard-8 t2a-standard-16 t2a-standard-32
  t2a-standard-48 t2d-standard-1 t2d-standard-2 t2d-standard-4 t2d-standard-8 t2d-standard-16 t2d-standard-32
  t2d-standard-48 t2d-standard-60 z3-highmem-8-highlssd z3-highmem-14-standardlssd z3-highmem-16-highlssd
  z3-highmem-22-highlssd z3-highmem-22-standardlssd z3-highmem-32-highlssd z3-highmem-44-highlssd
  z3-highmem-44-standardlssd z3-highmem-88-highlssd z3-highmem-88-standardlssd z3-highmem-176-standardlssd
  z3-highmem-192-highlssd-metal
`;

export const listedMachineTypes: ReadonlySet<string> = new Set(names.trim().split(/\s+/));

/** One machine type with GPUs: its name, that of the GPU, how many, MiB of each, vCPUs, GiB of memory. */
export type AcceleratorRow = readonly [
  machineType: string,
  accelerator: string,
  count: number,
  memoryMib: number,
  vcpu: number,
  memoryGib: number,
];

export const listedAccelerators: readonly AcceleratorRow[] = [
  ["a2-highgpu-1g", "a100-40gb", 1, 40960, 12, 85],
  ["a2-highgpu-2g", "a100-40gb", 2, 40960, 24, 170],
  ["a2-highgpu-4g", "a100-40gb", 4, 40960, 48, 340],
  ["a2-highgpu-8g", "a100-40gb", 8, 40960, 96, 680],
  ["a2-megagpu-16g", "a100-40gb", 16, 40960, 96, 1360],
  ["a2-ultragpu-1g", "a100-80gb", 1, 81920, 12, 170],
  ["a2-ultragpu-2g", "a100-80gb", 2, 81920, 24, 340],
  ["a2-ultragpu-4g", "a100-80gb", 4, 81920, 48, 680],
  ["a2-ultragpu-8g", "a100-80gb", 8, 81920, 96, 1360],
  ["a3-highgpu-1g", "h100-80gb", 1, 81920, 26, 234],
  ["a3-highgpu-2g", "h100-80gb", 2, 81920, 52, 468],
  ["a3-highgpu-4g", "h100-80gb", 4, 81920, 104, 936],
  ["a3-highgpu-8g", "h100-80gb", 8, 81920, 208, 1872],
  ["g2-standard-4", "l4", 1, 24576, 4, 16],
  ["g2-standard-8", "l4", 1, 24576, 8, 32],
  ["g2-standard-12", "l4", 1, 24576, 12, 48],
  ["g2-standard-16", "l4", 1, 24576, 16, 64],
  ["g2-standard-24", "l4", 2, 24576, 24, 96],
  ["g2-standard-32", "l4", 1, 24576, 32, 128],
  ["g2-standard-48", "l4", 4, 24576, 48, 192],
  ["g2-standard-96", "l4", 8, 24576, 96, 384],
  ["g4-standard-48", "rtx-pro-6000", 1, 98304, 48, 180],
  ["g4-standard-96", "rtx-pro-6000", 2, 98304, 96, 360],
  ["g4-standard-192", "rtx-pro-6000", 4, 98304, 192, 720],
  ["g4-standard-384", "rtx-pro-6000", 8, 98304, 384, 1440],
  ["a3-megagpu-8g", "h100-80gb-mega", 8, 81920, 208, 1872],
];
