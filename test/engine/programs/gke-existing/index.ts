// GPU pools for a cluster that exists; which one is configuration.
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { gke } from "@roadstead/gke";

const config = new pulumi.Config();
// As another stack tells it.
const cluster = pulumi.output(config.requireObject<{ name: string; endpoint: string; ca: string }>("cluster"));

const spec = {
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 1 },
      size: { min: 0, max: 4 },
      capacity: [
        { kind: "spot", maxNodes: 2 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: false,
} satisfies ClusterSpec;

new AiCluster("gpu", {
  spec,
  target: gke({
    project: "my-ml-project",
    location: "us-central1",
    existing: {
      name: cluster.name,
      endpoint: cluster.endpoint,
      ca: cluster.ca,
      clusterId: "team",
      zones: ["us-central1-a", "us-central1-c"],
      gpuStack: "provider",
    },
    // The cluster's own program has made Roadstead's classes.
    transform: { gpuSoftware: { priorityClass: (args, { name }) => ({ ...args, metadata: { name } }) } },
  }),
});
