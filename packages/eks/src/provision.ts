import * as pulumi from "@pulumi/pulumi";
import type { ClusterIdentity, ProvisionedCluster } from "@roadstead/cluster";
import type { ClusterLayout } from "@roadstead/core";
import { grantAccess } from "./access.js";
import { provisionNodeAddOns, provisionSystemAddOns } from "./add-ons.js";
import { provisionClusterAutoscaler } from "./cluster-autoscaler.js";
import type { EksConfig, ExistingClusterConfig, NewClusterConfig } from "./config.js";
import { existingControlPlane, provisionClusterRole, provisionControlPlane } from "./control-plane.js";
import { provisionKey } from "./encryption.js";
import { connect, kubeconfigAuth } from "./kubeconfig.js";
import { provisionNetwork, userNetwork } from "./network.js";
import { type NodeGroupParts, type ProvisionedGroup, provisionPool } from "./node-group.js";
import { provisionNodeRole } from "./node-role.js";
import { poolOverrides } from "./pool-overrides.js";
import { type Scope, scopeOf } from "./scope.js";
import { eksStores } from "./stores/eks-stores.js";
import { storesConfig } from "./stores/store-problems.js";
import type { StoreScope } from "./stores/store-scope.js";
import { provisionStorageClass } from "./storage-class.js";

const defaultLogRetentionDays = 365;

/** Makes a cluster, or adds pools to the one that exists. */
export function provisionEks(
  config: EksConfig<string>,
  layout: ClusterLayout,
  cluster: ClusterIdentity,
): ProvisionedCluster {
  const scope = scopeOf(config, layout, cluster);
  return config.existing === undefined ? provisionNew(scope, config) : addPools(scope, config);
}

/** Key and network, control plane, access, what nodes need, nodes, what runs on them, the autoscaler. */
function provisionNew(scope: Scope, config: NewClusterConfig<string>): ProvisionedCluster {
  const role = provisionClusterRole(scope);
  const logs = {
    key: provisionKey(scope, role.arn),
    retentionDays: retentionDaysOf(config),
  };
  const network = provisionNetwork(scope, config.network, logs);
  const controlPlane = provisionControlPlane(scope, { role, logs, network, endpoint: config.access.endpoint });
  const access = grantAccess(scope, controlPlane, config.access);

  const versions = config.addOnVersions ?? {};
  const nodeAddOns = provisionNodeAddOns(scope, controlPlane, versions);
  const groups = provisionPools(scope, {
    controlPlane,
    network,
    role: provisionNodeRole(scope, false),
    after: [...nodeAddOns, ...network.egress],
    config,
  });
  const systemNodes = groups.filter(({ pool }) => pool.kind === "system").flatMap(({ resources }) => resources);
  const systemAddOns = provisionSystemAddOns(scope, controlPlane, versions, systemNodes);

  const { provider, kubeconfig } = connect(scope, controlPlane, kubeconfigAuth(config), access);
  const ready = [...access, ...systemNodes, ...systemAddOns];
  const { storageClass, object } = provisionStorageClass(scope, provider, ready);
  const version = scope.layout.kubernetesVersion;
  if (config.autoscaler !== "user") {
    provisionClusterAutoscaler(scope, { controlPlane, provider, groups, version, after: ready, onSystemPool: true });
  }
  return {
    provider,
    kubeconfig,
    storageClass,
    ready: [...ready, object],
    resources: scope.children.made,
    ...stores(scope, config, { controlPlane, network, key: logs.key }),
    ...gpuSoftware(config),
  };
}

/** Nodes for a cluster that exists, and the autoscaler when it has none. */
function addPools(scope: Scope, config: ExistingClusterConfig<string>): ProvisionedCluster {
  const { existing } = config;
  const controlPlane = existingControlPlane(existing);
  const network = userNetwork(config.network);
  const { provider, kubeconfig } = connect(scope, controlPlane, kubeconfigAuth(config), []);
  const groups = provisionPools(scope, {
    controlPlane,
    network,
    role: provisionNodeRole(scope, existing.vpcCniRole === "node"),
    after: [],
    config,
  });
  const version = existing.kubernetesVersion;
  if (config.autoscaler !== "user") {
    provisionClusterAutoscaler(scope, { controlPlane, provider, groups, version, after: [], onSystemPool: false });
  }
  const { storageClass } = existing;
  const { kmsKey } = scope.encryption;
  const key = kmsKey === undefined ? undefined : pulumi.output(kmsKey);
  return {
    provider,
    kubeconfig,
    storageClass,
    ready: [],
    resources: scope.children.made,
    ...stores(scope, config, { controlPlane, network, key }),
    ...gpuSoftware(config),
  };
}

function provisionPools(scope: Scope, parts: NodeGroupParts): readonly ProvisionedGroup[] {
  const overrides = poolOverrides(parts.config);
  return scope.layout.pools.flatMap((pool) => provisionPool(scope, parts, pool, overrides[pool.name] ?? {}));
}

/** What workloads can ask for; nothing is made before one does. */
function stores(
  scope: Scope,
  config: EksConfig<string>,
  parts: Pick<StoreScope, "controlPlane" | "network" | "key">,
): Pick<ProvisionedCluster, "stores" | "storesConfig" | "storeTransforms"> {
  const logRetentionDays = retentionDaysOf(config);
  const storeScope = { ...scope, ...parts, logRetentionDays, accountRole: config.access.deployer };
  const storeTransforms = config.transform?.inCluster;
  return {
    stores: eksStores(storeScope, config),
    storesConfig: storesConfig(config.stores ?? {}),
    ...(storeTransforms === undefined ? {} : { storeTransforms }),
  };
}

function retentionDaysOf(config: EksConfig<string>): number {
  return (config.existing === undefined ? config.logRetentionDays : undefined) ?? defaultLogRetentionDays;
}

function gpuSoftware({ transform }: EksConfig<string>): Pick<ProvisionedCluster, "gpuSoftware"> {
  return transform?.gpuSoftware === undefined ? {} : { gpuSoftware: transform.gpuSoftware };
}
