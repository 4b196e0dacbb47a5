import type { Taint } from "./spec/cluster-spec.js";

/** Prefix of the labels that every target sets on its nodes. */
export const labelPrefix = "roadstead.dev";

/** Canonical node labels; the same keys on every target. */
export const labels = {
  /** Pool name of the spec, or "system". */
  pool: `${labelPrefix}/pool`,
  /** GPU model of the catalog. */
  accelerator: `${labelPrefix}/accelerator`,
  /** Capacity kind that the node was bought with. */
  capacity: `${labelPrefix}/capacity`,
  /** Sharing mode of the node's GPUs. */
  sharing: `${labelPrefix}/sharing`,
  /** Set where the device plugin that Roadstead installs must run: "roadstead". */
  devicePlugin: `${labelPrefix}/device-plugin`,
  /** Set where the DCGM exporter that Roadstead installs must run: "roadstead". */
  gpuMetrics: `${labelPrefix}/gpu-metrics`,
  /** NVIDIA's own: a GPU is present. Schedulers and charts look for it. */
  gpuPresent: "nvidia.com/gpu.present",
  /** NVIDIA's own: the key of the device plugin's ConfigMap that this node uses; the pool's name. */
  devicePluginConfig: "nvidia.com/device-plugin.config",
} as const;

/** The resource that pods ask for, on every target and in every sharing mode (MIG strategy is `single`). */
export const gpuResourceName = "nvidia.com/gpu";

/** Canonical GPU taint, equal to the one that GKE sets. Tolerated with `Exists`. */
export const gpuTaint: Taint = { key: gpuResourceName, value: "present", effect: "NoSchedule" };

/** Label of pods that may reach the pods of a component, in any namespace: `roadstead.dev/client-of.models: "true"`. */
export function clientLabel(component: string): Readonly<Record<string, "true">> {
  return { [`${labelPrefix}/client-of.${component}`]: "true" };
}
