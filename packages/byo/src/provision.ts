import type { ClusterIdentity, ProvisionedCluster } from "@roadstead/cluster";
import { provisionOwnedNodes } from "@roadstead/cluster/owned-nodes";
import type { ClusterLayout } from "@roadstead/core";
import type { ByoConfig } from "./config.js";

/** Makes the provider and labels the nodes. Everything else of the cluster is its owner's. */
export function provisionByo(layout: ClusterLayout, config: ByoConfig, cluster: ClusterIdentity): ProvisionedCluster {
  return provisionOwnedNodes(layout, config, config.storageClass, cluster);
}
