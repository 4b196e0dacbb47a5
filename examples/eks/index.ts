// GPU pools on Amazon EKS: spot first, then on demand, from zero; one MIG pool, one CPU pool.
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

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
    etl: { node: { minVcpu: 8, minMemoryGib: 32 }, size: { min: 0, max: 4 } },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: pulumi.getStack() },
  deletionProtection: pulumi.getStack() === "prod",
} satisfies ClusterSpec;

const cluster = new AiCluster("ai", {
  spec,
  target: eks({
    region: "us-east-1",
    network: { create: { zones: ["us-east-1a", "us-east-1b"], nat: "one" } },
    access: {
      endpoint: { public: ["203.0.113.0/24"] },
      admins: [config.require("adminRole")],
      deployer: config.require("deployerRole"),
    },
  }),
});

export const kubeconfig = cluster.kubeconfig;
