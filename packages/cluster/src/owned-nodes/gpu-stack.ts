import {
  type ClusterSpec,
  type GpuStack,
  type LayerOwner,
  type PoolLayout,
  type Problem,
  isGpuPool,
  suggestion,
} from "@roadstead/core";
import { poolsOf } from "./pool-nodes.js";
import type { OwnedNodesRule } from "./rules.js";

/** Who owns the GPU layers of nodes that exist already, as the user states it. */
export interface StatedGpuStack {
  readonly driver: LayerOwner;
  readonly toolkit: LayerOwner;
  readonly devicePlugin: LayerOwner;
  readonly metrics: LayerOwner;
  /** Who partitions GPUs; needed where a pool has MIG. */
  readonly mig?: LayerOwner;
}

/** Owners that a target knows for each layer; the language may have more. */
export type AllowedOwners = Readonly<Record<keyof StatedGpuStack, readonly LayerOwner[]>>;

/** Owners of one pool's layers. Sharing is configured by whoever runs the device plugin. */
export function ownedGpuStack(stated: StatedGpuStack, pool: Pick<PoolLayout, "accelerator">): GpuStack {
  const mig = pool.accelerator?.sharing.mode === "mig" ? stated.mig : undefined;
  return {
    driver: stated.driver,
    toolkit: stated.toolkit,
    devicePlugin: stated.devicePlugin,
    sharingConfig: stated.devicePlugin,
    ...(mig === undefined ? {} : { mig }),
    metrics: stated.metrics,
  };
}

/** Owners that the target does not know, and MIG pools whose GPUs nobody partitions. */
export function gpuStackProblems(
  spec: ClusterSpec,
  stated: Partial<StatedGpuStack>,
  allowed: AllowedOwners,
  target: string,
): readonly Problem[] {
  const owners = Object.entries(allowed).flatMap(([layer, known]) => {
    const owner = stated[layer as keyof StatedGpuStack];
    return owner === undefined || known.includes(owner) ? [] : [ownerProblem(layer, owner, known, target)];
  });
  return stated.mig === undefined ? [...owners, ...migProblems(spec, allowed.mig, target)] : owners;
}

function ownerProblem(layer: string, owner: string, known: readonly LayerOwner[], target: string): Problem {
  return {
    rule: "owned-nodes/layer-owner" satisfies OwnedNodesRule,
    path: `${target}.gpuStack.${layer}`,
    message:
      owner === "roadstead" ? "is not yet something that Roadstead does on your nodes" : "is no owner of this layer",
    got: JSON.stringify(owner),
    allowed: known,
    ...suggestion(String(owner), known),
  };
}

function migProblems(spec: ClusterSpec, known: readonly LayerOwner[], target: string): readonly Problem[] {
  const pools = poolsOf(spec).filter(([, pool]) => isGpuPool(pool) && pool.accelerator?.sharing?.mode === "mig");
  const [first] = pools;
  if (first === undefined) return [];
  return [
    {
      rule: "owned-nodes/mig-owner" satisfies OwnedNodesRule,
      path: `${target}.gpuStack.mig`,
      message: `is missing, and pool ${JSON.stringify(first[0])} uses MIG`,
      allowed: known,
      hint: "say who partitions the GPUs; Roadstead does not do it on your nodes yet",
    },
  ];
}
