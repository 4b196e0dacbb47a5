import { type ClusterSpec, type GpuModel, isGpuPool, migProfilesOf } from "@roadstead/core";
import { gkePartitionSizes } from "./partition-size.js";
import type { GkeProblem } from "./rules.js";

/** Problems of the spec's pools that only GKE has. */
export function poolProblems(pools: ClusterSpec["pools"]): readonly GkeProblem[] {
  return Object.entries(pools).flatMap(([name, pool]) => {
    if (!isGpuPool(pool) || pool.accelerator.sharing?.mode !== "mig") return [];
    const { model, sharing } = pool.accelerator;
    return partitionProblems(model, sharing.profile, `pools.${name}.accelerator.sharing.profile`);
  });
}

function partitionProblems(model: GpuModel, profile: string, path: string): readonly GkeProblem[] {
  const allowed = gkePartitionSizes(model);
  // A GPU that GKE does not have, or without MIG, or a profile that NVIDIA does not have, is another problem already.
  if (allowed.length === 0 || allowed.includes(profile) || !migProfilesOf(model).includes(profile)) return [];
  return [
    {
      rule: "gke/partition-size",
      path,
      message: `is no partition size that GKE offers on ${model}`,
      got: JSON.stringify(profile),
      allowed,
    },
  ];
}
