// A cluster in the user's own network that only callers inside it reach. Who deploys, who signs in and what the
// program's own object says are configuration.
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { privateSubnets } from "./network.js";

const config = new pulumi.Config();
const profile = config.get("profile");

export const subnets = privateSubnets();

const spec = {
  pools: {
    etl: { node: { minVcpu: 8, minMemoryGib: 32 }, size: { min: 1, max: 2 } },
    batch: { node: { minVcpu: 8, minMemoryGib: 32 }, size: { min: 1, max: 4 }, capacity: [{ kind: "spot" }] },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: false,
} satisfies ClusterSpec;

const cluster = new AiCluster("ai", {
  spec,
  target: eks({
    region: "us-east-1",
    network: { subnets, egress: "nat" },
    access: {
      endpoint: "private",
      admins: [config.require("admin")],
      deployer: config.require("deployer"),
    },
    autoscaler: "user",
    ...(profile === undefined ? {} : { auth: { profile } }),
  }),
});

new ConfigMap("release", { data: { number: config.require("release") } }, { provider: cluster.provider });
