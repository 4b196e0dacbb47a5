import type { Accelerator, ClusterSpec, CpuPool, GpuPool } from "@roadstead/core";
import type { TargetName } from "./real-targets.js";

/** A spec that looks wrong and is right, and the targets that carry it. */
export interface OddSpec {
  /** What is odd about it, as the end of "accepts …". */
  readonly name: string;
  readonly spec: ClusterSpec;
  /** @default every target */
  readonly on?: readonly TargetName[];
}

const tags = { owner: "ml-platform", costCenter: "4711", environment: "dev" };
const size = { min: 0, max: 8 };
const everywhere: readonly TargetName[] = ["eks", "gke", "k3s", "byo"];

function cpu(pool: Partial<CpuPool> = {}): CpuPool {
  return { node: {}, size, ...pool };
}

function gpu(accelerator: Accelerator, pool: Partial<GpuPool> = {}): GpuPool {
  return { accelerator, size, ...pool };
}

const l4: Accelerator = { model: "l4", gpusPerNode: 1 };

/** One pool of that name, or of any. */
function one(pool: CpuPool | GpuPool, name = "odd"): ClusterSpec {
  return { pools: { [name]: pool }, tags };
}

const names: readonly OddSpec[] = [
  { name: "a pool name of one letter", spec: one(cpu(), "a") },
  { name: "a pool name of 24 characters", spec: one(gpu(l4), "training-of-large-models") },
  { name: "a pool with the name of a method that every object has", spec: one(gpu(l4), "constructor") },
  { name: "pools named after the kinds of pools", spec: { pools: { gpu: gpu(l4), cpu: cpu(), default: cpu() }, tags } },
  { name: "names that differ by a hyphen", spec: { pools: { ab: cpu(), "a-b": cpu(), "a--b": cpu() }, tags } },
  { name: "a name that ends in what looks like a hash", spec: one(cpu(), "web-a1b2c3d4") },
];

const sizes: readonly OddSpec[] = [
  { name: "no GPU at all", spec: one(cpu({ size: { min: 1, max: 1 } })) },
  { name: "as few nodes as there are most", spec: one(gpu(l4, { size: { min: 3, max: 3 } })) },
  {
    name: "twenty pools of one node",
    spec: {
      pools: Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`pool-${index}`, cpu({ size: { min: 0, max: 1 } })]),
      ),
      tags,
    },
  },
  { name: "a thousand nodes", spec: one(cpu({ size: { min: 0, max: 1000 } })) },
  { name: "an empty system pool", spec: { ...one(gpu(l4)), systemPool: {} } },
  {
    name: "a system pool of one node with an Arm CPU",
    spec: { ...one(gpu(l4)), systemPool: { size: { min: 1, max: 1 }, node: { architecture: "arm64" } } },
  },
];

const capacities: readonly OddSpec[] = [
  {
    name: "one kind that says how many nodes it may have",
    spec: one(gpu(l4, { capacity: [{ kind: "on-demand", maxNodes: 8 }] })),
  },
  {
    name: "spot nodes as the fallback",
    spec: one(
      gpu(l4, {
        capacity: [
          { kind: "on-demand", maxNodes: 1 },
          { kind: "spot", maxNodes: 7 },
        ],
      }),
    ),
  },
  {
    name: "a min that takes all nodes of the first kind",
    spec: one(
      gpu(l4, {
        size: { min: 6, max: 8 },
        capacity: [
          { kind: "spot", maxNodes: 6 },
          { kind: "on-demand", maxNodes: 2 },
        ],
      }),
    ),
  },
  {
    name: "a preference that only Google has",
    spec: one(
      gpu(l4, {
        capacity: [
          { kind: "flex-start", maxNodes: 6 },
          { kind: "on-demand", maxNodes: 2 },
        ],
      }),
    ),
    on: ["eks", "k3s", "byo"],
  },
  {
    name: "a preference that only AWS has",
    spec: one(
      gpu(l4, {
        capacity: [
          { kind: "capacity-block", maxNodes: 6 },
          { kind: "on-demand", maxNodes: 2 },
        ],
      }),
    ),
    on: ["gke", "k3s", "byo"],
  },
  {
    name: "three preferences that a machine room has not",
    spec: one(
      gpu(l4, {
        capacity: [
          { kind: "reserved", maxNodes: 3 },
          { kind: "flex-start", maxNodes: 2 },
          { kind: "spot", maxNodes: 2 },
          { kind: "on-demand", maxNodes: 1 },
        ],
      }),
    ),
    on: ["k3s", "byo"],
  },
  {
    name: "one H100, which Google sells as spot only",
    spec: one(gpu({ model: "h100-80", gpusPerNode: 1 }, { capacity: [{ kind: "spot" }] })),
    on: ["eks", "gke"],
  },
];

const metadata: readonly OddSpec[] = [
  { name: "an empty label value", spec: one(cpu({ labels: { batch: "" } })) },
  { name: "a label key that is a number", spec: one(cpu({ labels: { "2": "x", "10": "y" } })) },
  { name: "a label key of 63 characters", spec: one(cpu({ labels: { [`example.com/${"k".repeat(51)}`]: "x" } })) },
  {
    name: "prefixes that only look reserved",
    spec: one(cpu({ labels: { "kubernetes.io.example.com/team": "a", "mykubernetes.io/team": "b" } })),
  },
  { name: "a label named as a reserved prefix", spec: one(cpu({ labels: { "nvidia.com": "x" } })) },
  { name: "a taint without a value", spec: one(cpu({ taints: [{ key: "batch", effect: "NoSchedule" }] })) },
  {
    name: "one taint with every effect",
    spec: one(
      gpu(l4, {
        taints: [
          { key: "team", value: "vision", effect: "NoSchedule" },
          { key: "team", value: "vision", effect: "PreferNoSchedule" },
          { key: "team", value: "vision", effect: "NoExecute" },
        ],
      }),
    ),
    on: ["gke", "k3s", "byo"],
  },
  { name: "empty lists and tables", spec: one(cpu({ labels: {}, taints: [] })) },
  {
    name: "tags of one character",
    spec: { pools: { odd: cpu() }, tags: { owner: "-", costCenter: "0", environment: "_" } },
  },
  {
    name: "forty further tags",
    spec: {
      pools: { odd: cpu() },
      tags: {
        ...tags,
        additional: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`tag-${index}`, "x"])),
      },
    },
  },
];

const gpus: readonly OddSpec[] = [
  { name: "an explicit default", spec: one(gpu({ ...l4, sharing: { mode: "exclusive" } })) },
  {
    name: "384 shares on a node",
    spec: one(gpu({ model: "l4", gpusPerNode: 8, sharing: { mode: "time-slicing", replicas: 48 } })),
  },
  {
    name: "MIG with one instance, which is the whole GPU",
    spec: one(gpu({ model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "7g.40gb" } })),
  },
  {
    name: "the one MIG instance with media engines",
    spec: one(gpu({ model: "a100-80", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.10gb+me" } })),
    on: ["eks", "k3s", "byo"],
  },
  {
    name: "a MIG profile without media engines",
    spec: one(gpu({ model: "rtx-pro-6000", gpusPerNode: 2, sharing: { mode: "mig", profile: "1g.24gb-me" } })),
    on: ["eks", "k3s", "byo"],
  },
  { name: "sixteen GPUs in a node", spec: one(gpu({ model: "a100-40", gpusPerNode: 16 })), on: ["gke", "k3s", "byo"] },
  { name: "three GPUs in a node of your own", spec: one(gpu({ model: "a30", gpusPerNode: 3 })), on: ["k3s", "byo"] },
  {
    name: "a board with an Arm CPU, unsaid",
    spec: one(gpu({ model: "gh200-96", gpusPerNode: 1 })),
    on: ["k3s", "byo"],
  },
  {
    name: "a GPU that is sold with Graviton only, unsaid",
    spec: one(gpu({ model: "t4g", gpusPerNode: 2 })),
    on: ["eks", "k3s", "byo"],
  },
  { name: "a GPU of 2017", spec: one(gpu({ model: "v100-16", gpusPerNode: 4 })), on: ["gke", "k3s", "byo"] },
];

const nodes: readonly OddSpec[] = [
  { name: "Arm nodes without GPU", spec: one(cpu({ node: { architecture: "arm64" } })) },
  { name: "half a vCPU and a quarter of a GiB", spec: one(cpu({ node: { minVcpu: 0.5, minMemoryGib: 0.25 } })) },
  {
    name: "the smallest and the largest disk",
    spec: { pools: { a: cpu({ node: { diskGib: 20 } }), b: cpu({ node: { diskGib: 16384 } }) }, tags },
  },
  { name: "local disks beside one L4", spec: one(gpu(l4, { node: { localNvme: true } })) },
  {
    name: "no local disks where every machine has some",
    spec: one(gpu({ model: "a100-80", gpusPerNode: 8 }, { node: { localNvme: false } })),
  },
];

const clusters: readonly OddSpec[] = [
  { name: "a version whose standard support has ended", spec: { ...one(cpu()), kubernetesVersion: "1.33" } },
  { name: "GPUs without metrics", spec: { ...one(gpu(l4)), gpuMetrics: { enabled: false } } },
  { name: "a ServiceMonitor without GPUs", spec: { ...one(cpu()), gpuMetrics: { serviceMonitor: true } } },
  { name: "no protection", spec: { ...one(cpu()), deletionProtection: false } },
];

/** Every odd spec with the targets that carry it. */
export const oddSpecs: readonly Required<OddSpec>[] = [names, sizes, capacities, metadata, gpus, nodes, clusters]
  .flat()
  .map((odd) => ({ on: everywhere, ...odd }));
