import type { KubernetesObject } from "../../../control-plane/index.js";
import type { GkeNodePool } from "../gke-node-pool.js";
import { list, stringMap, text } from "../properties.js";
import type { PendingPod } from "./pending-pods.js";

const classKey = "cloud.google.com/compute-class";

interface ComputeClassSpec {
  readonly priorities?: readonly { readonly nodepools?: readonly string[] }[];
  readonly whenUnsatisfiable?: string;
}

/**
 * The pools that may grow for a pod, best first. A pod that selects a compute class gets those that the class names,
 * by its priorities; another pod gets those of no class.
 *
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/about-custom-compute-classes
 */
export function candidatePools(
  pools: readonly GkeNodePool[],
  pod: PendingPod,
  classes: readonly KubernetesObject[],
): readonly GkeNodePool[] {
  const selected = pod.nodeSelector[classKey];
  if (selected === undefined) return pools.filter((pool) => classOf(pool) === undefined);
  const found = classes.find(({ metadata }) => metadata.name === selected);
  // A class that is not there: nothing is added for its pods.
  if (found === undefined) return [];
  const { priorities = [], whenUnsatisfiable } = found["spec"] as ComputeClassSpec;
  const ordered = priorities
    .flatMap(({ nodepools = [] }) => nodepools)
    .flatMap((name) => pools.filter((pool) => pool.name === name && belongsTo(pool, selected)));
  return whenUnsatisfiable === "ScaleUpAnyway" ? [...new Set([...ordered, ...pools])] : ordered;
}

function classOf(pool: GkeNodePool): string | undefined {
  return stringMap(pool.inputs, "nodeConfig.labels")[classKey];
}

/** A pool that a class names needs the class as label and as taint. */
function belongsTo(pool: GkeNodePool, name: string): boolean {
  const tainted = list(pool.inputs, "nodeConfig.taints").some(
    (taint) => text(taint, "key") === classKey && text(taint, "value") === name,
  );
  return classOf(pool) === name && tainted;
}
