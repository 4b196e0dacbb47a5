import { NodePool } from "@pulumi/gcp/container/nodePool.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PoolLayout } from "@roadstead/core";
import { nodePoolArgs, type NodePoolPlace } from "./node-pool-args.js";
import { nodePoolChild } from "./node-pool-name.js";
import type { GkeScope } from "./scope.js";
import { transformed } from "./transform.js";

/** The node pools of one pool, one for each of its groups, in order of preference. */
export function createNodePools(
  scope: GkeScope,
  pool: PoolLayout,
  place: NodePoolPlace & { readonly imageStreaming: boolean },
  dependsOn: pulumi.Resource[],
): readonly NodePool[] {
  const { imageStreaming } = place;
  const localSsd = pool.localNvmeGib !== undefined;
  return pool.groups.map((group) => {
    const name = nodePoolChild(scope.name, pool.name, group.key);
    const args = nodePoolArgs({ pool, group, localSsd, imageStreaming, resourceLabels: scope.labels }, place);
    return new NodePool(name, transformed(scope.transform?.nodePool, args, { name, pool: pool.name }), {
      parent: scope.parent,
      dependsOn,
      ignoreChanges: [...changedByGke],
      // The name ends in a hash of what cannot be changed in place, so a new pool can stand beside the old one.
      deleteBeforeReplace: group.replace === "delete-first",
    });
  });
}

/** Labels that GKE adds to the machines of a pool, and a count that means nothing once the autoscaler runs. */
const changedByGke = [
  "initialNodeCount",
  'nodeConfig.resourceLabels["goog-gke-accelerator-type"]',
  'nodeConfig.resourceLabels["goog-gke-node-pool-provisioning-model"]',
] as const;
