import type { NodePoolArgs } from "@pulumi/gcp/container/nodePool.js";
import * as pulumi from "@pulumi/pulumi";
import { type GroupLayout, isPlainObject, shortHash } from "@roadstead/core";

const shortCapacity: Readonly<Record<GroupLayout["capacity"], string>> = {
  "on-demand": "od",
  spot: "spot",
  reserved: "rsvd",
  "capacity-block": "block",
  "flex-start": "flex",
  owned: "owned",
};

/** What GKE changes on the nodes of a pool that exists; all else makes a new pool. */
const updatable: readonly string[] = [
  "gcfsConfig",
  "kubeletConfig",
  "labels",
  "linuxNodeConfig",
  "loggingVariant",
  "resourceLabels",
  "resourceManagerTags",
  "tags",
  "workloadMetadataConfig",
];

/** `<pool>-<capacity>-<hash>`: the hash is of exactly what cannot be changed in place. */
export function nodePoolName(pool: string, capacity: GroupLayout["capacity"], args: NodePoolArgs): string {
  return `${pool}-${shortCapacity[capacity]}-${shortHash(fixedInputs(args))}`;
}

/** Logical name of a node pool. */
export function nodePoolChild(cluster: string, pool: string, group: string): string {
  return `${cluster}-${pool}-${group}`;
}

function fixedInputs(args: NodePoolArgs): unknown {
  const { nodeConfig, placementPolicy, networkConfig, maxPodsPerNode, queuedProvisioning } = args;
  const node = Object.entries(isPlainObject(nodeConfig) ? nodeConfig : {});
  return plain({
    nodeConfig: Object.fromEntries(node.filter(([key]) => !updatable.includes(key))),
    placementPolicy,
    networkConfig,
    maxPodsPerNode,
    queuedProvisioning,
  });
}

/** Values that come later, which a transform may have put in, count as one and the same. */
function plain(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return "later";
  if (Array.isArray(value)) return value.map(plain);
  if (isPlainObject(value)) return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, plain(it)]));
  return value;
}
