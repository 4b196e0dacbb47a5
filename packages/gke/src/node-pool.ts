import { NodePool, type NodePoolArgs } from "@pulumi/gcp/container/nodePool.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PoolLayout } from "@roadstead/core";
import { transformed } from "@roadstead/cluster";
import { nodePoolArgs, type NodePoolPlace } from "./node-pool-args.js";
import { nodePoolChild } from "./node-pool-name.js";
import type { GkeScope } from "./scope.js";

/** A node pool, and its physical name as a transform may have left it; known before it is made. */
export interface NamedNodePool {
  readonly resource: NodePool;
  readonly name: NodePoolArgs["name"];
}

/** The node pools of one pool, one for each of its groups, in order of preference. */
export function createNodePools(
  scope: GkeScope,
  pool: PoolLayout,
  place: NodePoolPlace & { readonly imageStreaming: boolean },
  dependsOn: pulumi.Resource[],
): readonly NamedNodePool[] {
  const { imageStreaming } = place;
  const localSsd = pool.localNvmeGib !== undefined;
  return pool.groups.map((group) => {
    const name = nodePoolChild(scope.name, pool.name, group.key);
    const planned = nodePoolArgs({ pool, group, localSsd, imageStreaming, resourceLabels: scope.labels }, place);
    const args = transformed(scope.transform?.nodePool, planned, { name, pool: pool.name });
    const resource = new NodePool(name, args, {
      parent: scope.parent,
      dependsOn,
      ignoreChanges: [...changedByGke],
      // The name ends in a hash of what cannot be changed in place, so a new pool can stand beside the old one.
      deleteBeforeReplace: group.replace === "delete-first",
    });
    return { resource, name: args.name };
  });
}

/** Labels that GKE adds to the machines of a pool, and a count that means nothing once the autoscaler runs. */
const changedByGke = [
  "initialNodeCount",
  'nodeConfig.resourceLabels["goog-gke-accelerator-type"]',
  'nodeConfig.resourceLabels["goog-gke-node-pool-provisioning-model"]',
] as const;
