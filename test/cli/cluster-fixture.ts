import type { ClusterSummary, GraphResource, PoolLayout, PropertyMap } from "@roadstead/core";
import { aResource, urnOf } from "./graph-fixture.js";

const taint = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" } as const;
const price = { region: "us-east-1", readOn: "2026-11-20" };

export const systemPool: PoolLayout = {
  name: "system",
  kind: "system",
  size: { min: 2, max: 2 },
  machineType: {
    name: "m7i.xlarge",
    vcpu: 4,
    memoryGib: 16,
    price: { ...price, onDemandUsdPerHour: 0.2016 },
  },
  architecture: "amd64",
  diskGib: 100,
  groups: [
    {
      key: "on-demand",
      name: "system-3f9a1c",
      capacity: "on-demand",
      size: { min: 2, max: 2 },
      zones: ["us-east-1a", "us-east-1b"],
      replace: "create-first",
      image: "AL2023_x86_64_STANDARD",
      labels: {},
    },
  ],
  labels: { "roadstead.dev/pool": "system" },
  taints: [],
  allocatable: { gpu: 0, cpuMillicores: 3920, memoryMib: 14_801 },
};

export const servingPool: PoolLayout = {
  name: "serving",
  kind: "gpu",
  size: { min: 0, max: 8 },
  accelerator: {
    model: "l4",
    gpusPerNode: 1,
    memoryGib: 24,
    sharing: { mode: "exclusive", sharesPerGpu: 1 },
  },
  machineType: {
    name: "g6.xlarge",
    vcpu: 4,
    memoryGib: 16,
    price: { ...price, onDemandUsdPerHour: 0.8048, spotUsdPerHour: 0.3211 },
  },
  runnerUp: {
    name: "g6.2xlarge",
    vcpu: 8,
    memoryGib: 32,
    price: { ...price, onDemandUsdPerHour: 0.9776 },
  },
  architecture: "amd64",
  diskGib: 200,
  localNvmeGib: 232,
  groups: [
    {
      key: "spot",
      name: "serving-spot-81b2d0",
      capacity: "spot",
      size: { min: 0, max: 6 },
      zones: ["us-east-1a", "us-east-1b"],
      replace: "create-first",
      image: "AL2023_x86_64_NVIDIA",
      labels: { "roadstead.dev/capacity": "spot" },
    },
    {
      key: "on-demand",
      name: "serving-on-demand-e7c4aa",
      capacity: "on-demand",
      size: { min: 0, max: 2 },
      zones: ["us-east-1a", "us-east-1b"],
      replace: "create-first",
      image: "AL2023_x86_64_NVIDIA",
      labels: { "roadstead.dev/capacity": "on-demand" },
    },
  ],
  capacityOrder: "priority expander",
  labels: { "roadstead.dev/pool": "serving" },
  taints: [taint],
  allocatable: { gpu: 1, cpuMillicores: 3920, memoryMib: 14_801 },
  gpuStack: {
    driver: "image",
    toolkit: "image",
    devicePlugin: "roadstead",
    sharingConfig: "roadstead",
    metrics: "roadstead",
  },
};

export const labPool: PoolLayout = {
  name: "lab",
  kind: "gpu",
  size: { min: 1, max: 2 },
  accelerator: {
    model: "a100-40",
    gpusPerNode: 8,
    memoryGib: 40,
    sharing: { mode: "mig", profile: "1g.5gb", sharesPerGpu: 7 },
  },
  architecture: "amd64",
  groups: [
    {
      key: "owned",
      name: "lab",
      capacity: "owned",
      size: { min: 1, max: 2 },
      zones: [],
      replace: "delete-first",
      nodes: ["gpu-1", "gpu-2"],
      labels: {},
    },
  ],
  labels: { "roadstead.dev/pool": "lab" },
  taints: [taint, { key: "team", effect: "NoExecute" }],
  allocatable: { gpu: 56 },
  gpuStack: { driver: "user", toolkit: "user", devicePlugin: "roadstead", sharingConfig: "roadstead", mig: "user" },
  runtimeClassName: "nvidia",
};

export const cloudSummary: ClusterSummary = {
  schemaVersion: 1,
  name: "cloud",
  target: "eks",
  location: "us-east-1",
  kubernetesVersion: "1.34",
  pools: [systemPool, servingPool],
  gpuMetrics: { serviceMonitor: false },
  images: {},
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: true,
  notes: [
    {
      code: "must-reach",
      path: "eks.network",
      message: "nodes must reach registry.k8s.io and nvcr.io, which are not behind the VPC's endpoints",
    },
  ],
};

export const onpremSummary: ClusterSummary = {
  schemaVersion: 1,
  name: "onprem",
  target: "k3s",
  location: "dc1",
  pools: [labPool],
  gpuMetrics: { serviceMonitor: true },
  images: { mirror: "registry.example.com/mirror", overrides: { "device-plugin": "example.com/plugin:1" } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev", additional: { room: "b" } },
  deletionProtection: false,
  notes: [
    {
      code: "capacity-skipped",
      path: "pools.lab.capacity[0]",
      message: "spot does not exist on nodes that you own; on-demand is left",
    },
  ],
};

/** The component that registers a summary as its output. */
export const aCluster = (summary: ClusterSummary): GraphResource =>
  aResource({
    type: "roadstead:index:AiCluster",
    name: summary.name,
    kind: "component",
    outputs: { summary: summary as unknown as PropertyMap },
  });

/** A resource beneath a cluster component. */
export const beneath = (
  cluster: GraphResource,
  fields: Partial<GraphResource> & Pick<GraphResource, "type" | "name">,
): GraphResource => aResource({ urn: urnOf(fields.type, fields.name, cluster.type), parent: cluster.urn, ...fields });
