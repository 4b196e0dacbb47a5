// A cluster on GKE. Pools, tags, version, endpoint and the cluster's name are configuration.
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { gke } from "@roadstead/gke";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const spec: ClusterSpec = {
  kubernetesVersion: config.require("kubernetesVersion"),
  pools: config.requireObject("pools"),
  tags: { owner: config.require("owner"), costCenter: "4711", environment: "dev" },
  deletionProtection: false,
};

const endpoint = config.require("endpoint");

new AiCluster("ai", {
  spec,
  target: gke({
    project: "my-ml-project",
    location: "us-central1",
    clusterName: config.require("clusterName"),
    network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
    access: {
      endpoint: endpoint === "dns" || endpoint === "private" ? endpoint : { public: [endpoint] },
      admins: ["group:platform@example.com"],
      deployer: "serviceAccount:ci@example.com",
    },
  }),
});
