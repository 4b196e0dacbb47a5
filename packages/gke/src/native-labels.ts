import type { AcceleratorLayout, Taint } from "@roadstead/core";
import { machineTypeOf } from "./machine-type.js";

/** Prefix of the labels and taints that are GKE's. */
export const gkePrefix = "cloud.google.com/";

/** Key of the label and of the taint that tie a node pool to a ComputeClass. */
export const computeClassKey = `${gkePrefix}compute-class`;

interface Pool {
  readonly name: string;
  readonly machineType?: { readonly name: string };
  readonly accelerator?: AcceleratorLayout;
  readonly groupCount: number;
}

/** Name of the ComputeClass that orders a pool's groups; undefined where there is nothing to order. */
export function computeClassName({ name, groupCount }: Pick<Pool, "name" | "groupCount">): string | undefined {
  // The bare pool name could be one of GKE's own classes, such as "autopilot" or "default".
  return groupCount > 1 ? `roadstead-${name}` : undefined;
}

/**
 * GKE's own labels of a pool's nodes: https://cloud.google.com/kubernetes-engine/docs/how-to/gpus
 *
 * GKE sets all of them itself, but for the compute class.
 */
export function nativeLabels(pool: Pool): Readonly<Record<string, string>> {
  const computeClass = computeClassName(pool);
  return {
    ...(computeClass === undefined ? {} : { [computeClassKey]: computeClass }),
    ...(pool.accelerator === undefined ? {} : gpuLabels(pool, pool.accelerator)),
  };
}

function gpuLabels(pool: Pool, accelerator: AcceleratorLayout): Readonly<Record<string, string>> {
  const { mode, replicas, profile } = accelerator.sharing;
  return {
    [`${gkePrefix}gke-accelerator`]: machineTypeOf(pool)?.gkeAccelerator ?? "",
    [`${gkePrefix}gke-accelerator-count`]: String(accelerator.gpusPerNode),
    ...(mode === "time-slicing"
      ? {
          [`${gkePrefix}gke-gpu-sharing-strategy`]: "time-sharing",
          [`${gkePrefix}gke-max-shared-clients-per-gpu`]: String(replicas),
        }
      : {}),
    ...(mode === "mig" ? { [`${gkePrefix}gke-gpu-partition-size`]: String(profile) } : {}),
  };
}

/** GKE's own taints of a pool's nodes, beside the one for GPUs. */
export function nativeTaints(pool: Pool): readonly Taint[] {
  const computeClass = computeClassName(pool);
  return computeClass === undefined ? [] : [{ key: computeClassKey, value: computeClass, effect: "NoSchedule" }];
}

/** The labels that a node pool must be given: all but those that GKE sets itself. */
export function ownLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(([key]) => key === computeClassKey || !key.startsWith(gkePrefix)),
  );
}
