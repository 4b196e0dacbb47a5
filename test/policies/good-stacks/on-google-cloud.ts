import type { PropertyMap } from "@roadstead/core";
import { unknownValue } from "@roadstead/core";
import type { GoodStack } from "./good-stack.js";
import { gcp, made } from "./good-stack.js";

const gke = (inputs: PropertyMap = {}) =>
  made("gcp:container/cluster:Cluster", "cluster", {
    location: "us-central1",
    nodeLocations: ["us-central1-a", "us-central1-c"],
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    releaseChannel: { channel: "REGULAR" },
    workloadIdentityConfig: { workloadPool: "ml.svc.id.goog" },
    privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true },
    masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }] },
    databaseEncryption: { state: "ENCRYPTED", keyName: unknownValue },
    enableShieldedNodes: true,
    costManagementConfig: { enabled: true },
    deletionProtection: true,
    ...inputs,
  });
const gkePool = (name: string, node: PropertyMap, inputs: PropertyMap = {}) =>
  made(
    "gcp:container/nodePool:NodePool",
    name,
    {
      cluster: unknownValue,
      location: "us-central1",
      autoscaling: { totalMinNodeCount: 0, totalMaxNodeCount: 4 },
      nodeConfig: {
        serviceAccount: unknownValue,
        oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
        diskType: "pd-balanced",
        diskSizeGb: 100,
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        workloadMetadataConfig: { mode: "GKE_METADATA" },
        ...node,
      },
      ...inputs,
    },
    { from: { cluster: ["cluster"] } },
  );
const gpuPool = (name: string, node: PropertyMap, inputs: PropertyMap = {}) =>
  gkePool(
    name,
    { spot: true, taint: [], taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }], ...node },
    inputs,
  );
const l4 = { machineType: "g2-standard-8", guestAccelerators: [{ type: "nvidia-l4", count: 1 }] };

export const onGcp: readonly GoodStack[] = [
  { name: "a regional cluster", resources: [gcp, gke(), gkePool("system", { machineType: "e2-standard-4" })] },
  { name: "a pool of L4 on spot, its limit one for all zones", resources: [gcp, gke(), gpuPool("serving", l4)] },
  {
    name: "limits for each zone, of machines without GPUs",
    resources: [
      gcp,
      gke(),
      gkePool("web", { machineType: "e2-standard-4" }, { autoscaling: { minNodeCount: 1, maxNodeCount: 4 } }),
    ],
  },
  {
    name: "shared GPUs",
    resources: [
      gcp,
      gke(),
      gpuPool("lab", {
        machineType: "g2-standard-8",
        guestAccelerators: [
          {
            type: "nvidia-l4",
            count: 1,
            gpuSharingConfig: { gpuSharingStrategy: "TIME_SHARING", maxSharedClientsPerGpu: 4 },
          },
        ],
      }),
    ],
  },
  {
    name: "a pool that waits for its machines",
    resources: [gcp, gke(), gpuPool("batch", { ...l4, spot: false, flexStart: true })],
  },
  {
    name: "machines that are reserved",
    resources: [
      gcp,
      gke(),
      gpuPool("reserved", {
        ...l4,
        spot: false,
        reservationAffinity: { consumeReservationType: "SPECIFIC_RESERVATION", key: "k", values: ["r"] },
      }),
    ],
  },
  {
    name: "a cluster in one zone",
    resources: [
      gcp,
      gke({ location: "us-central1-a", nodeLocations: [] }),
      gpuPool("serving", l4, { location: "us-central1-a" }),
    ],
  },
  {
    name: "a cluster behind its DNS name",
    resources: [
      gcp,
      gke({
        privateClusterConfig: { enablePrivateNodes: true },
        masterAuthorizedNetworksConfig: null,
        controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false } },
      }),
    ],
  },
  {
    name: "auto-provisioning with low limits",
    resources: [
      gcp,
      gke({
        clusterAutoscaling: {
          enabled: true,
          resourceLimits: [
            { resourceType: "cpu", maximum: 200 },
            { resourceType: "nvidia-l4", maximum: 4 },
          ],
        },
      }),
    ],
  },
  {
    name: "a bucket and a registry that throw old things away",
    resources: [
      gcp,
      made("gcp:storage/bucket:Bucket", "models", {
        location: "US",
        publicAccessPrevention: "enforced",
        uniformBucketLevelAccess: true,
        versioning: { enabled: true },
        lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 30 } }],
      }),
      made("gcp:artifactregistry/repository:Repository", "images", {
        format: "DOCKER",
        cleanupPolicies: [{ id: "old", action: "DELETE" }],
      }),
    ],
  },
  {
    name: "a database inside",
    resources: [
      gcp,
      made("gcp:sql/databaseInstance:DatabaseInstance", "registry", {
        databaseVersion: "POSTGRES_17",
        settings: {
          tier: "db-custom-2-8192",
          ipConfiguration: { ipv4Enabled: false, privateNetwork: unknownValue, sslMode: "ENCRYPTED_ONLY" },
          backupConfiguration: { enabled: true },
        },
      }),
    ],
  },
  {
    name: "a firewall for the own network",
    resources: [
      gcp,
      made("gcp:compute/firewall:Firewall", "ssh", {
        network: unknownValue,
        sourceRanges: ["35.235.240.0/20"],
        allows: [{ protocol: "tcp", ports: ["22"] }],
      }),
    ],
  },
  {
    name: "one machine without a GPU",
    resources: [
      gcp,
      made("gcp:compute/instance:Instance", "runner", {
        machineType: "e2-small",
        zone: "us-central1-a",
        networkInterfaces: [{ subnetwork: unknownValue }],
      }),
    ],
  },
];
