import { type AllowedOwners, type StatedGpuStack, hasGpus } from "@roadstead/cluster/owned-nodes";
import type { ClusterSpec, Problem } from "@roadstead/core";
import type { ByoGpuStack } from "./config.js";
import type { ByoRule } from "./rules.js";

/** Owners that a layer can have on a cluster that Roadstead knows nothing of. */
export const byoOwners: AllowedOwners = {
  driver: ["image", "provider", "user"],
  toolkit: ["image", "provider", "user"],
  devicePlugin: ["roadstead", "provider", "user"],
  metrics: ["roadstead", "provider", "user"],
  mig: ["provider", "user"],
};

/** The stated owners; the toolkit goes with the driver where nothing is said. */
export function byoGpuStack(stated: ByoGpuStack): StatedGpuStack {
  const { driver, toolkit = driver, devicePlugin, metrics, mig } = stated;
  return { driver, toolkit, devicePlugin, metrics, ...(mig === undefined ? {} : { mig }) };
}

/** Layers whose owner is not said, where a pool has GPUs. */
export function missingOwnerProblems(spec: ClusterSpec, stated: Partial<ByoGpuStack>): readonly Problem[] {
  if (!hasGpus(spec)) return [];
  return (["driver", "devicePlugin", "metrics"] as const)
    .filter((layer) => stated[layer] === undefined)
    .map((layer) => ({
      rule: "byo/gpu-stack" satisfies ByoRule,
      path: `byo.gpuStack.${layer}`,
      message: "is missing; Roadstead cannot know who owns this layer of your nodes",
      allowed: byoOwners[layer],
    }));
}
