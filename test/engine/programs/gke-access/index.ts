// A cluster in the user's own network that only callers inside it reach. Who deploys, who signs in and what the
// program's own object says are configuration.
import { Network } from "@pulumi/gcp/compute/network.js";
import { Router } from "@pulumi/gcp/compute/router.js";
import { RouterNat } from "@pulumi/gcp/compute/routerNat.js";
import { Subnetwork } from "@pulumi/gcp/compute/subnetwork.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import * as pulumi from "@pulumi/pulumi";
import { AiCluster } from "@roadstead/cluster";
import type { ClusterSpec } from "@roadstead/core";
import { gke } from "@roadstead/gke";

const config = new pulumi.Config();
const project = "my-ml-project";
const region = "us-central1";
const account = config.get("impersonate");

const network = new Network("team", { project, name: "team", autoCreateSubnetworks: false });
const subnetwork = new Subnetwork("team", {
  project,
  region,
  name: "team",
  network: network.id,
  ipCidrRange: "10.20.0.0/20",
  privateIpGoogleAccess: true,
  secondaryIpRanges: [
    { rangeName: "team-pods", ipCidrRange: "10.24.0.0/14" },
    { rangeName: "team-services", ipCidrRange: "10.28.0.0/20" },
  ],
});
const router = new Router("team", { project, region, name: "team", network: network.id });
const nat = new RouterNat("team", {
  project,
  region,
  name: "team",
  router: router.name,
  natIpAllocateOption: "AUTO_ONLY",
  sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
});

const spec = {
  pools: {
    etl: { node: { minVcpu: 8, minMemoryGib: 32 }, size: { min: 1, max: 2 } },
    batch: { node: { minVcpu: 8, minMemoryGib: 32 }, size: { min: 2, max: 4 }, capacity: [{ kind: "spot" }] },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
  deletionProtection: false,
} satisfies ClusterSpec;

const cluster = new AiCluster("ai", {
  spec,
  target: gke({
    project,
    location: region,
    network: {
      network: network.id,
      // Nodes come after the way out.
      subnetwork: pulumi.all([subnetwork.id, nat.id]).apply(([id]) => id),
      podRange: "team-pods",
      serviceRange: "team-services",
      zones: ["us-central1-a", "us-central1-c"],
      egress: "nat",
    },
    access: { endpoint: "private", admins: [config.require("admin")], deployer: config.require("deployer") },
    ...(account === undefined ? {} : { auth: { impersonateServiceAccount: account } }),
  }),
});

new ConfigMap("release", { data: { number: config.require("release") } }, { provider: cluster.provider });
