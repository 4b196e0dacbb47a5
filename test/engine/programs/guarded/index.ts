// One cluster of a cloud, whose pools and whose protection are configuration.
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { gke } from "@roadstead/gke";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const spec: ClusterSpec = {
  pools: config.requireObject("pools"),
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: config.requireBoolean("protected"),
};

const targets = {
  eks: () =>
    eks({
      region: "us-east-1",
      network: { create: { zones: ["us-east-1a", "us-east-1b"], nat: "one" } },
      access: {
        endpoint: { public: ["203.0.113.0/24"] },
        admins: ["arn:aws:iam::111122223333:role/platform-admins"],
        deployer: "arn:aws:iam::111122223333:role/ci-deployer",
      },
    }),
  gke: () =>
    gke({
      project: "my-ml-project",
      location: "us-central1",
      network: { create: { zones: ["us-central1-a", "us-central1-c"] } },
      access: { endpoint: "dns", admins: ["group:platform@example.com"], deployer: "serviceAccount:ci@example.com" },
    }),
};

new AiCluster("ai", { spec, target: targets[config.require("target") as "eks" | "gke"]() });
