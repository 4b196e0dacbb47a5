// A cluster on GKE with a pool in two groups, and a pod for it. GPU, sizes and endpoint are configuration.
import { AiCluster, withGpu } from "@roadstead/cluster";
import type { ClusterSpec, GpuModel } from "@roadstead/core";
import { gke } from "@roadstead/gke";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const min = config.requireNumber("min");

const spec = {
  pools: {
    serving: {
      accelerator: { model: config.require<GpuModel>("model"), gpusPerNode: 1 },
      size: { min, max: min + 3 },
      capacity: [
        { kind: "spot", maxNodes: min + 1 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: false,
} satisfies ClusterSpec;

const endpoint = config.require("endpoint");

const cluster = new AiCluster("ai", {
  spec,
  target: gke({
    project: "my-ml-project",
    location: "us-central1",
    network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
    access: {
      endpoint: endpoint === "dns" ? "dns" : { public: [endpoint] },
      admins: ["group:platform@example.com"],
      deployer: "serviceAccount:ci@example.com",
    },
  }),
});

export const worker = withGpu(
  { containers: [{ name: "worker", image: "example.com/worker" }] },
  cluster.gpu("serving"),
  1,
);
