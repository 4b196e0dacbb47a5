import type * as pulumi from "@pulumi/pulumi";
import type { ClusterIdentity, ProvisionedCluster } from "@roadstead/cluster";
import type { ClusterLayout } from "@roadstead/core";
import { createComputeClass } from "./compute-class.js";
import { clusterZones, type GkeConfig, type NewGkeCluster } from "./config.js";
import { type ControlPlane, createControlPlane, existingControlPlane } from "./control-plane.js";
import { secretEncryption } from "./encryption.js";
import { kubeconfigOf, kubernetesProvider } from "./kubernetes-provider.js";
import { type ClusterNetwork, clusterNetwork } from "./network.js";
import { createNodePools } from "./node-pool.js";
import { streamsImages } from "./pool-config.js";
import { type NodeServiceAccount, nodeServiceAccount } from "./node-service-account.js";
import { grantAccess, nodeRoles } from "./project-grants.js";
import { type GkeScope, gkeScope } from "./scope.js";
import { gkeStores } from "./stores/gke-stores.js";
import { cloudSqlOptions, otherStores } from "./stores/stores-config.js";

/** StorageClass that every GKE cluster has: zonal balanced disks, made where the pod runs, encrypted. */
const storageClass = "standard-rwo";

/** Makes the cluster: who the nodes are, the control plane, the way in, the nodes, their order. */
export function provisionGke(
  config: GkeConfig<string>,
  layout: ClusterLayout,
  identity: ClusterIdentity,
): ProvisionedCluster {
  const scope = gkeScope(config, layout, identity);

  const nodes = nodeServiceAccount(scope, config.iam, {
    roles: nodeRoles(layout.pools.some((pool) => streamsImages(config, pool.name))),
    deployer: config.access?.deployer,
  });
  const { controlPlane, access, foundation, network }: NewCluster =
    config.existing === undefined
      ? newCluster(scope, config, layout, nodes)
      : { controlPlane: existingControlPlane(config.existing), access: [], foundation: [], network: undefined };

  const kubeconfig = kubeconfigOf(scope, controlPlane, config.auth);
  const provider = kubernetesProvider(scope, { kubeconfig, identifier: controlPlane.identifier }, access);

  const place = {
    project: scope.project,
    location: scope.region,
    cluster: controlPlane.clusterName,
    serviceAccount: nodes.email,
  };
  const pools = layout.pools.map((pool) => {
    const imageStreaming = streamsImages(config, pool.name);
    const nodePools = createNodePools(scope, pool, { ...place, imageStreaming }, [...nodes.resources]);
    const computeClass = createComputeClass(scope, pool, provider, nodePools);
    const resources = [
      ...nodePools.map(({ resource }) => resource),
      ...(computeClass === undefined ? [] : [computeClass]),
    ];
    return { kind: pool.kind, resources };
  });

  const cloudSql = cloudSqlOptions(config.stores);
  const endpoint = cloudSql?.endpoint ?? network;
  return {
    provider,
    kubeconfig,
    storageClass,
    ready: [...access, ...pools.filter(({ kind }) => kind === "system").flatMap(({ resources }) => resources)],
    resources: [
      ...nodes.resources,
      ...foundation,
      ...access,
      ...controlPlane.resources,
      ...pools.flatMap(({ resources }) => resources),
    ],
    stores: gkeStores({ ...scope, cloudSql, endpoint, cluster: controlPlane.resources }),
    storesConfig: otherStores(config.stores),
    ...(config.transform?.inCluster === undefined ? {} : { storeTransforms: config.transform.inCluster }),
    ...(config.transform?.gpuSoftware === undefined ? {} : { gpuSoftware: config.transform.gpuSoftware }),
  };
}

interface NewCluster {
  readonly controlPlane: ControlPlane;
  readonly access: pulumi.Resource[];
  /** Network and key, which everything else stands on. */
  readonly foundation: readonly pulumi.Resource[];
  /** Undefined where nobody said it of a cluster that exists. */
  readonly network: ClusterNetwork | undefined;
}

function newCluster(
  scope: GkeScope,
  config: GkeConfig<string> & NewGkeCluster,
  layout: ClusterLayout,
  nodes: NodeServiceAccount,
): NewCluster {
  const access = config.iam?.projectGrants === "user" ? [] : grantAccess(scope, config.access);
  const network = clusterNetwork(scope, config.network);
  const encryption = secretEncryption(scope, config.encryption);
  const foundation = [...network.resources, ...encryption.resources];
  const controlPlane = createControlPlane(
    scope,
    {
      scope,
      config,
      zones: clusterZones(config),
      kubernetesVersion: layout.kubernetesVersion,
      gpuMetrics: layout.pools.some((pool) => pool.gpuStack?.metrics === "provider"),
    },
    { network, kmsKey: encryption.kmsKey, nodeServiceAccount: nodes.email },
    // Who may delete the cluster must keep that right until it is gone.
    [...nodes.resources, ...foundation, ...access],
  );
  return { controlPlane, access: [...access], foundation, network };
}
