// The GPU servers in your own machine room, and a job that shows their GPUs.
import { AiCluster, withGpu } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { k3s } from "@roadstead/k3s";
import * as batch from "@pulumi/kubernetes/batch/v1/index.js";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const spec = {
  pools: {
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 1, max: 1 },
    },
    desks: {
      accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 1, max: 2 },
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: pulumi.getStack() },
  deletionProtection: pulumi.getStack() === "prod",
} satisfies ClusterSpec;

const cluster = new AiCluster("onprem", {
  spec,
  target: k3s({
    kubeconfig: config.requireSecret("kubeconfig"),
    clusterId: "dc1",
    pools: { lab: { nodes: ["gpu-1"] }, desks: { nodes: ["desk-1", "desk-2"] } },
  }),
});

const container = {
  name: "smi",
  image: "nvcr.io/nvidia/cuda:12.9.1-base-ubuntu24.04",
  command: ["nvidia-smi", "-L"],
};

new batch.Job(
  "show-gpus",
  {
    spec: {
      template: {
        spec: withGpu({ containers: [container], restartPolicy: "Never" }, cluster.gpu("desks"), 1),
      },
    },
  },
  { provider: cluster.provider },
);

export const kubeconfig = cluster.kubeconfig;
