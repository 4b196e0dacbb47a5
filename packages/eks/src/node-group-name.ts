import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { type GroupChoice, type PoolChoice, shortHash } from "@roadstead/core";
import { capacityTypes } from "./capabilities.js";
import type { EksConfig } from "./config.js";
import { subnetPlan } from "./subnets.js";

/**
 * Physical name of a node group. It ends in a hash of what EKS cannot change on one, and of how its GPUs are cut: a
 * roll-out would have nodes of both kinds under the labels of one. A change so makes a new group beside the old
 * one. What only an Output knows cannot be in it.
 */
export function nodeGroupName(
  pool: PoolChoice,
  group: GroupChoice,
  place: { readonly zones: readonly string[]; readonly image: string },
  config: EksConfig<string>,
): string {
  const { sharing } = pool.accelerator ?? {};
  const args = {
    amiType: place.image,
    capacityType: capacityTypes[group.capacity],
    ...(pool.machineType === undefined ? {} : { instanceTypes: [pool.machineType.name] }),
  };
  const hash = shortHash({
    ...args,
    subnets: subnetsIn(place.zones, config),
    nodeRole: known(config.iam?.roles?.node) ?? { path: config.iam?.path ?? "/" },
    mig: sharing?.mode === "mig" ? sharing.profile : undefined,
    transformed: transformedImmutables(args, pool, group, config),
  });
  return `${pool.name}-${group.capacity}-${hash}`;
}

const immutables = [
  "amiType",
  "capacityType",
  "diskSize",
  "instanceTypes",
  "nodeRoleArn",
  "remoteAccess",
  "subnetIds",
] as const satisfies readonly (keyof NodeGroupArgs)[];

/** What the user's transform makes of those; it runs once more for it, with nothing in the place of Outputs. */
function transformedImmutables(
  args: Pick<NodeGroupArgs, "amiType" | "capacityType" | "instanceTypes">,
  pool: PoolChoice,
  group: GroupChoice,
  { transform }: EksConfig<string>,
): unknown {
  if (transform?.nodeGroup === undefined) return undefined;
  const { min, max } = group.size;
  const draft: NodeGroupArgs = {
    ...args,
    clusterName: "",
    nodeRoleArn: "",
    subnetIds: [],
    labels: { ...pool.labels },
    scalingConfig: { minSize: min, desiredSize: min, maxSize: max },
  };
  const result = transform.nodeGroup(draft, { name: `${pool.name}-${group.capacity}`, pool: pool.name });
  return immutables.map((key) => known(result[key]));
}

/** In an order of its own: EKS takes subnets as a set. */
function subnetsIn(zones: readonly string[], { network }: EksConfig<string>): readonly string[] {
  const subnets: readonly { readonly zone: string; readonly subnet: unknown }[] =
    network.create === undefined
      ? network.subnets.filter((each) => each.private !== false).map(({ id, zone }) => ({ zone, subnet: known(id) }))
      : subnetPlan(network.create).map(({ zone, privateCidr }) => ({ zone, subnet: privateCidr }));
  return subnets
    .filter(({ zone }) => zones.includes(zone))
    .map(({ zone, subnet }) => `${zone} ${typeof subnet === "string" ? subnet : ""}`)
    .sort();
}

/** Plain values as they are; undefined for what comes later. */
function known(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return undefined;
  return Array.isArray(value) ? value.map(known) : value;
}
