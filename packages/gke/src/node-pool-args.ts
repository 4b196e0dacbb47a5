import type { NodePoolArgs } from "@pulumi/gcp/container/nodePool.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AcceleratorLayout, GroupLayout, PoolLayout, Taint, TaintEffect } from "@roadstead/core";
import { machineTypeOf } from "./machine-type.js";
import { ownLabels } from "./native-labels.js";

/** What a node pool's arguments follow from; the layout has it. */
export interface NodePoolShape {
  readonly pool: Pick<
    PoolLayout,
    "name" | "kind" | "accelerator" | "machineType" | "diskGib" | "architecture" | "labels" | "taints"
  >;
  readonly group: Pick<GroupLayout, "name" | "capacity" | "size" | "zones" | "labels">;
  readonly localSsd: boolean;
  readonly imageStreaming: boolean;
  readonly resourceLabels: Readonly<Record<string, string>>;
}

/** What exists only when the program runs. */
export interface NodePoolPlace {
  readonly project: string;
  readonly location: string;
  readonly cluster: pulumi.Input<string>;
  readonly serviceAccount: pulumi.Input<string>;
}

/** GKE's node image; the managed GPU driver, secure boot and image streaming want it. */
export const nodeImage = "COS_CONTAINERD";

export function nodePoolArgs(shape: NodePoolShape, place: NodePoolPlace): NodePoolArgs {
  const { pool, group } = shape;
  return {
    project: place.project,
    location: place.location,
    cluster: place.cluster,
    name: group.name,
    nodeLocations: [...group.zones],
    initialNodeCount: initialNodesPerZone(shape),
    autoscaling: {
      // The other limits count per zone: three zones would cost three times what the spec allows.
      totalMinNodeCount: group.size.min,
      totalMaxNodeCount: group.size.max,
      locationPolicy: pool.kind === "gpu" || group.capacity === "spot" ? "ANY" : "BALANCED",
    },
    management: { autoRepair: true, autoUpgrade: true },
    upgradeSettings: upgradeSettings(pool.kind),
    // A pool that is replaced or dropped gives its pods up to an hour, as their disruption budgets allow.
    nodeDrainConfigs: [{ respectPdbDuringNodePoolDeletion: true }],
    networkConfig: { enablePrivateNodes: true },
    nodeConfig: nodeConfig(shape, place.serviceAccount),
  };
}

/** What all nodes are, the throw-away ones of the default pool too. */
export function hardenedNode(serviceAccount: pulumi.Input<string>) {
  return {
    imageType: nodeImage,
    serviceAccount,
    // Access is decided by the service account's roles; scopes would be a second, older list.
    oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
    metadata: { "disable-legacy-endpoints": "true" },
    workloadMetadataConfig: { mode: "GKE_METADATA" },
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" },
  };
}

function nodeConfig(shape: NodePoolShape, serviceAccount: pulumi.Input<string>): NodePoolArgs["nodeConfig"] {
  const { pool, group } = shape;
  const row = machineTypeOf(pool);
  return {
    ...hardenedNode(serviceAccount),
    machineType: pool.machineType?.name,
    diskSizeGb: pool.diskGib,
    diskType: row?.bootDiskType,
    spot: group.capacity === "spot",
    gcfsConfig: { enabled: shape.imageStreaming },
    gvnic: { enabled: true },
    labels: ownLabels({ ...pool.labels, ...group.labels }),
    taints: pool.taints.map(gkeTaint),
    // Arm nodes would else get a taint of GKE's that no other target has.
    ...(pool.architecture === "arm64" ? { taintConfig: { architectureTaintBehavior: "NONE" } } : {}),
    ...(shape.localSsd && row?.localSsdCount !== undefined
      ? { ephemeralStorageLocalSsdConfig: { localSsdCount: row.localSsdCount } }
      : {}),
    ...(pool.accelerator === undefined
      ? {}
      : { guestAccelerators: [guestAccelerator(pool.accelerator, row?.gkeAccelerator ?? "")] }),
    resourceLabels: { ...shape.resourceLabels },
  };
}

function guestAccelerator({ gpusPerNode, sharing }: AcceleratorLayout, type: string) {
  return {
    type,
    count: gpusPerNode,
    gpuDriverInstallationConfig: { gpuDriverVersion: "DEFAULT" },
    ...(sharing.mode === "mig" && sharing.profile !== undefined ? { gpuPartitionSize: sharing.profile } : {}),
    ...(sharing.mode === "time-slicing" && sharing.replicas !== undefined
      ? { gpuSharingConfig: { gpuSharingStrategy: "TIME_SHARING", maxSharedClientsPerGpu: sharing.replicas } }
      : {}),
  };
}

/**
 * Per zone, so that all zones together never start with more than `max`; the autoscaler brings the rest up to `min`.
 * The system pool starts with a node in each zone if it may, since what the cluster needs to work runs there.
 */
function initialNodesPerZone({ pool, group: { size, zones } }: Pick<NodePoolShape, "pool" | "group">): number {
  const least = pool.kind === "system" && zones.length <= size.max ? 1 : 0;
  return Math.max(least, Math.floor(size.min / Math.max(1, zones.length)));
}

/** GPUs are scarce: an upgrade that first wants a spare node would wait for ever. */
function upgradeSettings(kind: PoolLayout["kind"]): NodePoolArgs["upgradeSettings"] {
  return kind === "gpu"
    ? { strategy: "SURGE", maxSurge: 0, maxUnavailable: 1 }
    : { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 };
}

const gkeEffects: Readonly<Record<TaintEffect, string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

function gkeTaint({ key, value, effect }: Taint) {
  return { key, value: value ?? "", effect: gkeEffects[effect] };
}
