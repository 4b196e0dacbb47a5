import { aResource } from "../../cli/graph-fixture.js";
import type { HandComputedStack } from "./hand-computed.js";
import { aiCluster, madeFrom, onGcp } from "./stack-fixture.js";

const regional = onGcp("container/cluster:Cluster", "regional", {
  location: "us-central1",
  removeDefaultNodePool: true,
  initialNodeCount: 1,
});
const pool = (name: string, inputs: Parameters<typeof onGcp>[2], cluster = regional) =>
  onGcp("container/nodePool:NodePool", name, { cluster: "c", ...inputs }, madeFrom("cluster", cluster));
const template = onGcp("compute/instanceTemplate:InstanceTemplate", "web", {
  machineType: "e2-standard-4",
  disks: [{ boot: true, diskSizeGb: 40, diskType: "pd-balanced" }],
});
const group = onGcp(
  "compute/instanceGroupManager:InstanceGroupManager",
  "web",
  { zone: "us-central1-a", versions: [{ instanceTemplate: "web" }] },
  madeFrom("versions", template),
);
const zonal = { location: "us-central1-a" } as const;
const onprem = aiCluster("onprem", "k3s", [
  {
    name: "lab",
    accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", sharesPerGpu: 7 } },
    groups: [{ key: "owned", capacity: "owned", size: { min: 0, max: 1 }, nodes: ["gpu-1"] }],
  },
]);
const nodeType = {
  capexUsd: 200_000,
  amortisationMonths: 48,
  powerWatts: 6500,
  pue: 1.4,
  usdPerKwh: 0.18,
  staffUsdPerMonth: 800,
};

/** Stacks on Google Cloud and in a machine room. */
export const gcpStacks: readonly HandComputedStack[] = [
  {
    title: "limits per zone in a regional cluster, which GKE spreads over three zones",
    // control plane 0.10 x 730 = 73.00; 3 zones x 1 at first, 3 zones x 2 at most
    // nodes: 3 x 0.853624 x 730 = 1869.43656, 6 x = 3738.87312; disks: 3 x 100 x 0.10 = 30.00, 6 x = 60.00
    // addresses, as nothing keeps the nodes private: 3 x 0.005 x 730 = 10.95, 6 x = 21.90
    resources: [
      regional,
      pool("serving", {
        location: "us-central1",
        initialNodeCount: 1,
        autoscaling: { minNodeCount: 0, maxNodeCount: 2 },
        nodeConfig: { machineType: "g2-standard-8" },
      }),
    ],
    usd: [73, 1983.39, 3893.77],
    gpuHours: [0, 2190, 4380],
  },
  {
    title: "total limits, which do not count per zone",
    // nodes: 1 x 0.853624 x 730 = 623.14552, 2 zones x 1 at first = 1246.29104, 4 at most = 2492.58208
    // disks: 10.00, 20.00, 40.00; control plane 73.00; addresses 3.65, 7.30, 14.60
    resources: [
      regional,
      pool("serving", {
        location: "us-central1",
        nodeLocations: ["us-central1-a", "us-central1-b"],
        initialNodeCount: 1,
        autoscaling: { totalMinNodeCount: 1, totalMaxNodeCount: 4 },
        nodeConfig: { machineType: "g2-standard-8" },
      }),
    ],
    usd: [709.8, 1346.59, 2620.18],
    gpuHours: [730, 1460, 2920],
  },
  {
    title: "limits per zone of a pool in one zone",
    // 1 x 0.706832 x 730 = 515.98736, 4 x = 2063.94944; disks: 50 x 0.17 = 8.50, 4 x = 34.00
    resources: [
      onGcp("container/nodePool:NodePool", "zonal", {
        ...zonal,
        autoscaling: { minNodeCount: 1, maxNodeCount: 4 },
        nodeConfig: { machineType: "g2-standard-4", diskSizeGb: 50, diskType: "pd-ssd" },
      }),
    ],
    usd: [524.49, 524.49, 2097.95],
  },
  {
    title: "a spot pool at the list's spot price",
    // at most 2 x 1.92802 x 730 = 2814.9092; disks 2 x 200 x 0.10 = 40.00
    resources: [
      onGcp("container/nodePool:NodePool", "spot", {
        ...zonal,
        autoscaling: { totalMinNodeCount: 0, totalMaxNodeCount: 2 },
        nodeConfig: { machineType: "a2-highgpu-1g", spot: true, diskSizeGb: 200 },
      }),
    ],
    usd: [0, 0, 2854.91],
    gpuHours: [0, 0, 1460],
  },
  {
    title: "a fixed number of nodes per zone in a region whose disks have no price",
    // 3 zones x 1 x 0.897202 x 730 = 1964.87238
    resources: [
      onGcp("container/nodePool:NodePool", "fixed", {
        location: "europe-west4",
        nodeCount: 1,
        nodeConfig: { machineType: "g2-standard-8" },
      }),
    ],
    usd: [1964.87, 1964.87, 1964.87],
    gaps: ["unpriced boot disks pd-balanced in europe-west4"],
  },
  {
    title: "a GPU that is cut into seven",
    // 3.673385 x 730 = 2681.57105; disk 10.00; 2681.57 / 730 = 3.6734 a GPU hour, 2681.57 / 5110 = 0.5248 a share
    resources: [
      onGcp("container/nodePool:NodePool", "mig", {
        ...zonal,
        nodeCount: 1,
        nodeConfig: {
          machineType: "a2-highgpu-1g",
          guestAccelerators: [{ type: "nvidia-tesla-a100", count: 1, gpuPartitionSize: "1g.5gb" }],
        },
      }),
    ],
    usd: [2691.57, 2691.57, 2691.57],
    gpuHours: [730, 730, 730],
    usdPerGpuHour: 3.6734,
    usdPerGpuShareHour: 0.5248,
  },
  {
    title: "GPUs that are attached to a machine type",
    // 2 x 0.379998 x 730 = 554.79708; 2 x 0.35 x 730 = 511.00; disks 2 x 10.00; 1065.80 / 1460 = 0.73 a GPU hour
    resources: [
      onGcp("container/nodePool:NodePool", "t4", {
        ...zonal,
        nodeCount: 2,
        nodeConfig: {
          machineType: "n1-standard-8",
          guestAccelerators: [{ type: "nvidia-tesla-t4", count: 1 }],
        },
      }),
    ],
    usd: [1085.8, 1085.8, 1085.8],
    gpuHours: [1460, 1460, 1460],
    usdPerGpuHour: 0.73,
  },
  {
    title: "the same without a price for the GPU, which is missing and not free",
    // 2 x 0.418336 x 730 = 610.77056
    resources: [
      onGcp("container/nodePool:NodePool", "t4", {
        location: "europe-west4-a",
        nodeCount: 2,
        nodeConfig: {
          machineType: "n1-standard-8",
          guestAccelerators: [{ type: "nvidia-tesla-t4", count: 1 }],
        },
      }),
    ],
    usd: [610.77, 610.77, 610.77],
    gaps: ["unpriced attached nvidia-tesla-t4 in europe-west4", "unpriced boot disks pd-balanced in europe-west4"],
  },
  {
    title: "Cloud NAT, which costs by the machines behind it",
    // nodes: 3 x 0.134023 x 730 = 293.51037; disks 30.00; NAT 3 x 0.0014 x 730 = 3.066; its address 0.005 x 730 = 3.65;
    // 10 GiB x 0.045 = 0.45
    resources: [
      onGcp("container/nodePool:NodePool", "cpu", {
        ...zonal,
        nodeCount: 3,
        nodeConfig: { machineType: "e2-standard-4" },
      }),
      onGcp("compute/routerNat:RouterNat", "nat", { region: "us-central1", natIpAllocateOption: "AUTO_ONLY" }),
    ],
    sheet: { usage: { nat: { processedGib: 10 } } },
    usd: [330.68, 330.68, 330.68],
  },
  {
    title: "seven forwarding rules, of which five cost as much as one",
    // 0.025 x 730 = 18.25; 2 x 0.01 x 730 = 14.60
    resources: ["a", "b", "c", "d", "e", "f", "g"].map((name) =>
      onGcp("compute/forwardingRule:ForwardingRule", name, { region: "us-central1" }),
    ),
    usd: [32.85, 32.85, 32.85],
  },
  {
    title: "a regional PostgreSQL server on Cloud SQL",
    // 2 copies x 2 vCPU x 0.0413 x 730 = 120.596; 2 x 7.5 GiB x 0.007 x 730 = 76.65; 2 x 20 x 0.17 = 6.80
    resources: [
      onGcp("sql/databaseInstance:DatabaseInstance", "db", {
        region: "us-central1",
        settings: { tier: "db-custom-2-7680", edition: "ENTERPRISE", availabilityType: "REGIONAL", diskSize: 20 },
      }),
    ],
    sheet: { fees: { "gcp.sql.storage.ssd": 0.17 } },
    usd: [204.05, 204.05, 204.05],
  },
  {
    title: "a GKE cluster that stays on an old version",
    // 0.10 x 730 = 73.00; 0.50 x 730 = 365.00
    resources: [
      onGcp("container/cluster:Cluster", "old", {
        location: "us-central1",
        removeDefaultNodePool: true,
        minMasterVersion: "1.32.4-gke.100",
        releaseChannel: { channel: "EXTENDED" },
      }),
    ],
    usd: [438, 438, 438],
  },
  {
    title: "limits of node auto-provisioning",
    // control plane 73.00; 4 L4 at most, dearest by GPU as g2-standard-32: 4 x 1.734376 x 730 = 5064.37792
    // vCPUs beyond the 4 x 4 that the smallest machines with 4 L4 have: (64 - 16) x 0.134023 / 4 x 730 = 1174.04148
    resources: [
      onGcp("container/cluster:Cluster", "auto", {
        ...zonal,
        removeDefaultNodePool: true,
        clusterAutoscaling: {
          enabled: true,
          resourceLimits: [
            { resourceType: "cpu", maximum: 64 },
            { resourceType: "memory", maximum: 256 },
            { resourceType: "nvidia-l4", maximum: 4 },
          ],
        },
      }),
    ],
    usd: [73, 73, 6311.42],
    gpuHours: [0, 0, 2920],
  },
  {
    title: "the default pool of a cluster that keeps it",
    // 73.00; 3 x 0.033506 x 730 = 73.37814; disks 3 x 10.00
    resources: [onGcp("container/cluster:Cluster", "small", { ...zonal, initialNodeCount: 3 })],
    usd: [187.33, 187.33, 187.33],
  },
  {
    title: "a single machine with eight GPUs and an external address",
    // 88.49 x 730 = 64597.70; 200 x 0.10 = 20.00; 0.005 x 730 = 3.65
    resources: [
      onGcp("compute/instance:Instance", "train", {
        zone: "us-central1-a",
        machineType: "a3-highgpu-8g",
        bootDisk: { initializeParams: { size: 200, type: "pd-balanced" } },
        networkInterfaces: [{ network: "default", accessConfigs: [{}] }],
      }),
    ],
    usd: [64621.35, 64621.35, 64621.35],
    gpuHours: [5840, 5840, 5840],
  },
  {
    title: "an instance group that an autoscaler scales",
    // 1 x 0.134023 x 730 = 97.83679, 5 x = 489.18395; disks: 40 x 0.10 = 4.00, 5 x = 20.00
    resources: [
      template,
      group,
      onGcp(
        "compute/autoscaler:Autoscaler",
        "scale",
        { zone: "us-central1-a", autoscalingPolicy: { minReplicas: 1, maxReplicas: 5 } },
        madeFrom("target", group),
      ),
    ],
    usd: [101.84, 101.84, 509.18],
  },
  {
    title: "disks, one of them in two zones, and a bucket",
    // 100 x 0.17 = 17.00; 2 x 50 x 0.10 = 10.00; 1000 x 0.02 = 20.00
    resources: [
      onGcp("compute/disk:Disk", "fast", { zone: "us-central1-a", size: 100, type: "pd-ssd" }),
      onGcp("compute/regionDisk:RegionDisk", "safe", { region: "us-central1", size: 50, type: "pd-balanced" }),
      onGcp("storage/bucket:Bucket", "models", { location: "US-CENTRAL1" }),
    ],
    sheet: { usage: { models: { storedGib: 1000 } } },
    usd: [47, 47, 47],
  },
  {
    title: "a machine of one's own: write-off, power, staff",
    // 200000 / 48 = 4166.66667; 6.5 kW x 1.4 x 730 h x 0.18 = 1195.74; 800.00; 8 x 730 = 5840 GPU hours of 7 shares each
    // 6162.41 / 5840 = 1.0552 a GPU hour, 6162.41 / 40880 = 0.1507 a share
    resources: [onprem],
    sheet: { onPrem: { nodeTypes: { dgx: nodeType }, nodes: { "onprem/lab": "dgx" } } },
    usd: [6162.41, 6162.41, 6162.41],
    gpuHours: [5840, 5840, 5840],
    usdPerGpuHour: 1.0552,
    usdPerGpuShareHour: 0.1507,
  },
  {
    title: "a machine of one's own without a price, which is not free",
    resources: [onprem],
    usd: [0, 0, 0],
    gaps: ["unpriced machine gpu-1"],
  },
  {
    title: "a program with nothing that is billed",
    resources: [
      aResource({ type: "kubernetes:apps/v1:Deployment", name: "web" }),
      aResource({ type: "random:index/randomPassword:RandomPassword", name: "password" }),
      onGcp("compute/network:Network", "vpc"),
    ],
    usd: [0, 0, 0],
  },
];
