// GPU pools on Google GKE: shared L4s for development, whole A100s for training.
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { gke } from "@roadstead/gke";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const spec = {
  pools: {
    dev: {
      accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 1, max: 4 },
    },
    training: {
      accelerator: { model: "a100-40", gpusPerNode: 8 },
      node: { localNvme: true },
      size: { min: 0, max: 4 },
      capacity: [
        { kind: "spot", maxNodes: 3 },
        { kind: "on-demand", maxNodes: 1 },
      ],
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: pulumi.getStack() },
  deletionProtection: pulumi.getStack() === "prod",
} satisfies ClusterSpec;

const cluster = new AiCluster("ai", {
  spec,
  target: gke({
    project: config.require("project"),
    location: "us-central1",
    network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
    access: {
      endpoint: "dns",
      admins: ["group:platform@example.com"],
      deployer: "serviceAccount:ci@example.com",
    },
  }),
});

export const kubeconfig = cluster.kubeconfig;
