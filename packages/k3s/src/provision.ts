import type { ClusterIdentity, ProvisionedCluster } from "@roadstead/cluster";
import { provisionOwnedNodes } from "@roadstead/cluster/owned-nodes";
import type { ClusterLayout } from "@roadstead/core";
import type { K3sConfig } from "./config.js";
import { defaultStorageClass, defaultStores } from "./layout.js";

/** Makes the provider and labels the nodes. RuntimeClass and StorageClass are k3s's own and are not made. */
export function provisionK3s(layout: ClusterLayout, config: K3sConfig, cluster: ClusterIdentity): ProvisionedCluster {
  return provisionOwnedNodes(layout, config, config.storageClass ?? defaultStorageClass, cluster, defaultStores);
}
