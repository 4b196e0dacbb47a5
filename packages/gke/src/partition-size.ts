import { type GpuModel, gpus } from "@roadstead/core";

/*
 * The uniform partitions that GKE's device plugin serves, by GPU:
 * https://github.com/GoogleCloudPlatform/container-engine-accelerators/blob/master/pkg/gpu/nvidia/mig/mig.go
 * (gpuPartitionSizeMaxCount). NVIDIA has further profiles: "+me", and on some GPUs 4g, that it does not know.
 */
const partitionSizes: { readonly [M in GpuModel]?: readonly string[] } = {
  "a100-40": ["1g.5gb", "2g.10gb", "3g.20gb", "7g.40gb"],
  "a100-80": ["1g.10gb", "2g.20gb", "3g.40gb", "7g.80gb"],
  "h100-80": ["1g.10gb", "1g.20gb", "2g.20gb", "3g.40gb", "7g.80gb"],
  "h200-141": ["1g.18gb", "1g.35gb", "2g.35gb", "3g.71gb", "4g.71gb", "7g.141gb"],
  b200: ["1g.23gb", "1g.45gb", "2g.45gb", "3g.90gb", "4g.90gb", "7g.180gb"],
  gb200: ["1g.23gb", "1g.47gb", "2g.47gb", "3g.93gb", "4g.93gb", "7g.186gb"],
  "rtx-pro-6000": ["1g.24gb", "2g.48gb", "4g.96gb"],
};

/** Values of `gpuPartitionSize` for a GPU; none where GKE does not partition it. */
export function gkePartitionSizes(model: GpuModel): readonly string[] {
  return Object.hasOwn(gpus, model) ? (partitionSizes[model] ?? []) : [];
}
