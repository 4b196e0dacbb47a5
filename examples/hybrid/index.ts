// One platform in three places: on-prem for the steady load, EKS and GKE for what overflows.
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import { k3s } from "@roadstead/k3s";
import { ModelRegistry } from "@roadstead/workloads";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const kubeconfig = config.requireSecret("kubeconfig");
const adminRole = config.require("adminRole");
const ciRole = config.require("deployerRole");
const maxNodes = config.requireNumber("maxServingNodes");

const spec = {
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 1 },
      size: { min: 0, max: maxNodes },
      capacity: [
        { kind: "spot", maxNodes: maxNodes - 2 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 1 },
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: pulumi.getStack() },
  deletionProtection: config.requireBoolean("deletionProtection"),
} satisfies ClusterSpec;
const labOnly = { ...spec, pools: { lab: spec.pools.lab } } satisfies ClusterSpec;

const onprem = new AiCluster("onprem", {
  spec: labOnly,
  target: k3s({ kubeconfig, clusterId: "dc1", pools: { lab: { nodes: ["gpu-1"] } } }),
});
const aws = new AiCluster("aws", {
  spec,
  target: eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a", "us-east-1b"] } },
    access: { endpoint: { public: ["203.0.113.0/24"] }, admins: [adminRole], deployer: ciRole },
  }),
});
const google = new AiCluster("google", {
  spec,
  target: gke({
    project: config.require("project"),
    location: "us-central1",
    network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
    access: { endpoint: "dns", admins: ["group:ml@example.com"], deployer: "user:ci@example.com" },
  }),
});

const models = new ModelRegistry("models", { cluster: aws });
export const champion = models.model("search-ranking", { alias: "champion" });
export const kubeconfigs = { onprem: onprem.kubeconfig, aws: aws.kubeconfig, google: google.kubeconfig };
