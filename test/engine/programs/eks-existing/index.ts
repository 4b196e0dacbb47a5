// A GPU pool for a cluster that exists; which one is configuration.
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks, type ExistingCluster, type UserNetwork } from "@roadstead/eks";

const config = new pulumi.Config();

const spec = {
  pools: { serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 4 } } },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: false,
} satisfies ClusterSpec;

new AiCluster("gpu", {
  spec,
  target: eks({
    region: "us-east-1",
    existing: {
      ...config.requireObject<Pick<ExistingCluster, "name" | "endpoint" | "ca" | "oidcIssuer">>("cluster"),
      kubernetesVersion: "1.35",
      gpuStack: { devicePlugin: "roadstead", metrics: "roadstead" },
      vpcCniRole: "own",
      podIdentityAgent: true,
      storageClass: "gp3",
    },
    network: { subnets: config.requireObject<UserNetwork["subnets"]>("subnets"), egress: "nat" },
    access: { deployer: config.require("deployer") },
    autoscaler: "cluster-autoscaler",
    // The cluster's own program has made Roadstead's classes.
    transform: { gpuSoftware: { priorityClass: (args, { name }) => ({ ...args, metadata: { name } }) } },
  }),
});
