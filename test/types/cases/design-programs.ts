// The programs of the design page and the other ways to say the same. All of them compile.
import { AiCluster, type ClusterHandle, type Target, withGpu } from "@roadstead/cluster";
import type { ClusterSpec, GpuPool } from "@roadstead/core";
import { byo } from "@roadstead/byo";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { k3s } from "@roadstead/k3s";

declare const kubeconfig: string;
declare const role: string;
declare const cheap: boolean;

const spec = {
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 1 },
      size: { min: 0, max: 8 },
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 1 },
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
} satisfies ClusterSpec;

const labOnly = { ...spec, pools: { lab: spec.pools.lab } } satisfies ClusterSpec;

const cloud = new AiCluster("cloud", {
  spec,
  target: eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
    access: { endpoint: { public: ["203.0.113.0/24"] }, admins: [role], deployer: role },
  }),
});

const onGoogle = {
  project: "ml-platform",
  location: "us-central1",
  network: { create: { zones: ["us-central1-a"] } },
  access: { endpoint: "dns", admins: ["group:ml@example.com"], deployer: "serviceAccount:ci@example.com" },
} as const;
new AiCluster("google", { spec, target: gke(onGoogle) });

const onprem = new AiCluster("onprem", {
  spec: labOnly,
  target: k3s({ kubeconfig, clusterId: "dc1", pools: { lab: { nodes: ["gpu-1"] } } }),
});

new AiCluster("existing", {
  spec: labOnly,
  target: byo({
    kubeconfig,
    clusterId: "dc2",
    storageClass: "fast",
    gpuStack: { driver: "user", devicePlugin: "user", metrics: "roadstead" },
    pools: { lab: { nodes: ["gpu-1"] } },
  }),
});

// A binding for users' own pods.
withGpu({ containers: [{ name: "main" }] }, cloud.gpu("serving"), 1);

// What a workload takes: any cluster.
const handles: readonly ClusterHandle[] = [cloud, onprem];
export const names: readonly string[] = handles.map((handle) => handle.summary.name);

// A spec that is constant, or inline.
const constant = {
  pools: { web: { node: { minVcpu: 4 }, size: { min: 1, max: 3 } } },
  tags: { owner: "ml", costCenter: "1", environment: "prod" },
} as const;
new AiCluster("constant", { spec: constant, target: gke(onGoogle) }).gpu("web");
new AiCluster("inline", {
  spec: {
    pools: { web: { node: {}, size: { min: 1, max: 3 } } },
    tags: { owner: "ml", costCenter: "1", environment: "prod" },
  },
  target: k3s({ kubeconfig, clusterId: "dc1", pools: { web: { nodes: ["cpu-1"] } } }),
});

// A target in a variable, and one that is chosen when the program runs.
const stored = k3s({ kubeconfig, clusterId: "dc1", pools: { lab: { nodes: ["gpu-1"] } } });
new AiCluster("stored", { spec: labOnly, target: stored });
new AiCluster("chosen", { spec, target: cheap ? stored : gke(onGoogle) });

// Pools that are computed, and a spec that was read from a file.
const teams = ["a", "b"];
const pool: GpuPool = { accelerator: { model: "t4", gpusPerNode: 1 }, size: { min: 0, max: 1 } };
const pools = Object.fromEntries(teams.map((team) => [team, pool]));
const computed: ClusterSpec = { pools, tags: spec.tags };
new AiCluster("computed", { spec: computed, target: stored }).gpu("a");

// A target of one's own.
export const own: Target<"lab"> = { ...stored, name: "own" };
