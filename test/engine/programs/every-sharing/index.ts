// One spec with pools of every kind of sharing, two of them of one GPU model, on every target.
import { byo } from "@roadstead/byo";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { k3s } from "@roadstead/k3s";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const spec = {
  pools: {
    serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 2 } },
    training: { accelerator: { model: "l4", gpusPerNode: 4 }, size: { min: 0, max: 2 } },
    shared: {
      accelerator: { model: "t4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 0, max: 2 },
    },
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 2 },
      taints: [{ key: "team", value: "research", effect: "NoExecute" }],
    },
    etl: { node: { minVcpu: 8 }, size: { min: 0, max: 2 } },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: false,
} satisfies ClusterSpec;

const nodes = {
  serving: { nodes: ["serving-1"] },
  training: { nodes: ["training-1"] },
  shared: { nodes: ["shared-1"] },
  lab: { nodes: ["lab-1"] },
  etl: { nodes: ["etl-1"] },
};

const clusters = {
  eks: new AiCluster("aws", {
    spec,
    target: eks({
      region: "us-east-1",
      network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
      access: {
        endpoint: { public: ["203.0.113.0/24"] },
        admins: [],
        deployer: "arn:aws:iam::111122223333:role/ci-deployer",
      },
    }),
  }),
  gke: new AiCluster("gcp", {
    spec,
    target: gke({
      project: "my-ml-project",
      location: "us-central1",
      network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
      access: { endpoint: "dns", admins: ["group:platform@example.com"], deployer: "serviceAccount:ci@example.com" },
    }),
  }),
  k3s: new AiCluster("dc1", {
    spec,
    target: k3s({ kubeconfig: config.requireSecret("k3s"), clusterId: "dc1", pools: nodes }),
  }),
  // Where the user's own plugin runs, and only the exporter is Roadstead's.
  byo: new AiCluster("dc2", {
    spec,
    target: byo({
      kubeconfig: config.requireSecret("byo"),
      clusterId: "dc2",
      storageClass: "standard",
      gpuStack: { driver: "user", devicePlugin: "user", metrics: "roadstead", mig: "user" },
      pools: nodes,
    }),
  }),
};

/** By target and pool. */
export const bindings = Object.fromEntries(
  Object.entries(clusters).map(([target, cluster]) => [
    target,
    {
      serving: cluster.gpu("serving"),
      training: cluster.gpu("training"),
      shared: cluster.gpu("shared"),
      lab: cluster.gpu("lab"),
    },
  ]),
);
