import type { GpuModel } from "@roadstead/core";

/** What bounds a GPU: how fast it reads its memory, and how fast it multiplies. */
export interface GpuSpeed {
  readonly terabytesPerSecond: number;
  /** Dense, 16 bits. */
  readonly teraflops: number;
  /** Share of `teraflops` that the prefill of a model reaches. */
  readonly prefillShare: number;
}

/**
 * Bandwidth and operations of NVIDIA's data sheets. The shares of H100, A100 and L40S are calibrated ones of BLIS
 * (inference-sim f90a1e3, hardware_config.json); L4 has that of its architecture's L40S, A10G that of A100, H200 that of
 * H100.
 */
export const gpuSpeeds = {
  l4: { terabytesPerSecond: 0.3, teraflops: 121, prefillShare: 0.32 },
  a10g: { terabytesPerSecond: 0.6, teraflops: 70, prefillShare: 0.38 },
  l40s: { terabytesPerSecond: 0.864, teraflops: 362.05, prefillShare: 0.32 },
  "a100-40": { terabytesPerSecond: 1.555, teraflops: 312, prefillShare: 0.38 },
  "a100-80": { terabytesPerSecond: 2.039, teraflops: 312, prefillShare: 0.38 },
  "h100-80": { terabytesPerSecond: 3.35, teraflops: 989.5, prefillShare: 0.45 },
  "h200-141": { terabytesPerSecond: 4.8, teraflops: 989.5, prefillShare: 0.45 },
} as const satisfies Partial<Record<GpuModel, GpuSpeed>>;

export type GpuWithSpeed = keyof typeof gpuSpeeds;
