// A protected cluster on EKS, of which everything that changes on day two is configuration.
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks, type PoolOverride } from "@roadstead/eks";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const spec: ClusterSpec = {
  kubernetesVersion: config.require("kubernetesVersion"),
  pools: config.requireObject("pools"),
  tags: { owner: "ml-platform", costCenter: config.require("costCenter"), environment: "dev" },
  deletionProtection: true,
};

new AiCluster("ai", {
  spec,
  target: eks<string>({
    region: "us-east-1",
    network: { create: { zones: config.requireObject("zones") } },
    access: {
      endpoint: { public: ["203.0.113.0/24"] },
      admins: ["arn:aws:iam::111122223333:role/platform-admins"],
      deployer: config.require("deployer"),
    },
    pools: config.requireObject<Record<string, PoolOverride>>("overrides"),
  }),
});
