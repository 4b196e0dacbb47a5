import { Network } from "@pulumi/gcp/compute/network.js";
import { Router } from "@pulumi/gcp/compute/router.js";
import { RouterNat } from "@pulumi/gcp/compute/routerNat.js";
import { Subnetwork } from "@pulumi/gcp/compute/subnetwork.js";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "@roadstead/cluster";
import { addressPlan, secondaryRanges } from "./address-plan.js";
import type { CreatedGkeNetwork, OwnGkeNetwork } from "./config.js";
import type { GkeScope } from "./scope.js";

/** Where the cluster's nodes, pods and services live. */
export interface ClusterNetwork {
  readonly network: pulumi.Input<string>;
  readonly subnetwork: pulumi.Input<string>;
  readonly podRange: string;
  readonly serviceRange: string;
  /** What was made; nodes need all of it to pull images. */
  readonly resources: readonly pulumi.Resource[];
}

export function clusterNetwork(scope: GkeScope, config: CreatedGkeNetwork | OwnGkeNetwork): ClusterNetwork {
  return "create" in config ? createNetwork(scope, config) : { ...config, resources: [] };
}

function createNetwork(scope: GkeScope, config: CreatedGkeNetwork): ClusterNetwork {
  const { name, clusterName, project, region, parent, transform } = scope;
  const plan = addressPlan(config);
  const network = new Network(
    `${name}-network`,
    transformed(
      transform?.network,
      { project, name: clusterName, autoCreateSubnetworks: false, routingMode: "REGIONAL" },
      { name: `${name}-network` },
    ),
    { parent },
  );
  const subnetwork = new Subnetwork(
    `${name}-subnetwork`,
    transformed(
      transform?.subnetwork,
      {
        project,
        region,
        name: clusterName,
        network: network.id,
        ipCidrRange: plan.nodes,
        secondaryIpRanges: [
          { rangeName: secondaryRanges.pods, ipCidrRange: plan.pods },
          { rangeName: secondaryRanges.services, ipCidrRange: plan.services },
        ],
        privateIpGoogleAccess: true,
        logConfig: { aggregationInterval: "INTERVAL_10_MIN", flowSampling: 0.5, metadata: "INCLUDE_ALL_METADATA" },
      },
      { name: `${name}-subnetwork` },
    ),
    { parent },
  );
  const router = new Router(
    `${name}-router`,
    transformed(
      transform?.router,
      { project, region, name: clusterName, network: network.id },
      { name: `${name}-router` },
    ),
    { parent },
  );
  const nat = new RouterNat(
    `${name}-nat`,
    transformed(
      transform?.nat,
      {
        project,
        region,
        name: clusterName,
        router: router.name,
        natIpAllocateOption: "AUTO_ONLY",
        sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
        subnetworks: [{ name: subnetwork.id, sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
        logConfig: { enable: true, filter: "ERRORS_ONLY" },
      },
      { name: `${name}-nat` },
    ),
    { parent },
  );
  return {
    network: network.id,
    subnetwork: subnetwork.id,
    podRange: secondaryRanges.pods,
    serviceRange: secondaryRanges.services,
    resources: [network, subnetwork, router, nat],
  };
}
