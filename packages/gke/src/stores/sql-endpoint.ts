import { Address } from "@pulumi/gcp/compute/address.js";
import { ForwardingRule } from "@pulumi/gcp/compute/forwardingRule.js";
import type { DatabaseInstance } from "@pulumi/gcp/sql/databaseInstance.js";
import type * as pulumi from "@pulumi/pulumi";
import { type StoreOwner, transformed } from "@roadstead/cluster";
import { childOptions, type StoreScope } from "./store-scope.js";
import type { SqlEndpoint } from "./stores-config.js";

/** The one address of a database server: Private Service Connect, in a subnet that pods reach. */
export function createSqlEndpoint(
  scope: StoreScope,
  name: string,
  place: SqlEndpoint,
  instance: DatabaseInstance,
  owner: StoreOwner,
): { readonly address: pulumi.Output<string>; readonly resources: readonly pulumi.Resource[] } {
  const { project, region, labels, transform } = scope;
  const address = new Address(
    `${name}-address`,
    transformed(
      transform?.databaseAddress,
      {
        project,
        region,
        name: instance.name,
        addressType: "INTERNAL",
        subnetwork: place.subnetwork,
        labels: { ...labels },
      },
      { name: `${name}-address` },
    ),
    childOptions(scope, owner),
  );
  const rule = new ForwardingRule(
    `${name}-endpoint`,
    transformed(
      transform?.databaseEndpoint,
      {
        project,
        region,
        name: instance.name,
        network: place.network,
        ipAddress: address.id,
        target: instance.pscServiceAttachmentLink,
        // Neither internal nor external: the rule leads to a service of somebody else's.
        loadBalancingScheme: "",
        labels: { ...labels },
      },
      { name: `${name}-endpoint` },
    ),
    childOptions(scope, owner),
  );
  return { address: address.address, resources: [address, rule] };
}
