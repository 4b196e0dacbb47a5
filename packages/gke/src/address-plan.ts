import type { CreatedGkeNetwork } from "./config.js";

/** The ranges of a created network. */
export interface AddressPlan {
  readonly nodes: string;
  readonly pods: string;
  readonly services: string;
}

/** GKE's default of 110 pods on a node takes twice as many addresses: a /24 for each node. */
export const addressesPerNode = 256;

/** Addresses that Google keeps in every subnet, and one for the control plane's endpoint. */
export const reservedNodeAddresses = 5;

/** Names of the subnet's secondary ranges. */
export const secondaryRanges = { pods: "pods", services: "services" } as const;

/** The ranges that the factory names, and defaults: 4091 nodes by address, 1024 by pods, 4096 services. */
export function addressPlan({ create }: CreatedGkeNetwork): AddressPlan {
  return {
    nodes: create.cidr ?? "10.0.0.0/20",
    pods: create.podCidr ?? "10.4.0.0/14",
    services: create.serviceCidr ?? "10.8.0.0/20",
  };
}
