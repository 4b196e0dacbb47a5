import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "@roadstead/cluster";
import { type GroupLayout, type PoolChoice, shortHash } from "@roadstead/core";
import type { EksConfig, IamOptions } from "./config.js";
import { plainNodeGroupArgs } from "./node-group-args.js";
import { poolOverrides } from "./pool-overrides.js";
import { subnetPlan } from "./subnets.js";

/**
 * Physical name of a node group. It ends in a hash of what EKS cannot change on one, and of how its GPUs are cut: a
 * roll-out would have nodes of both kinds under the labels of one. A change so makes a new group beside the old
 * one. What only an Output knows cannot be in it.
 */
export function nodeGroupName(
  pool: PoolChoice,
  group: Omit<GroupLayout, "key" | "name">,
  config: EksConfig<string>,
): string {
  const { sharing } = pool.accelerator ?? {};
  const args = plainNodeGroupArgs({ pool, group, override: poolOverrides(config)[pool.name] ?? {} }, config);
  const { amiType, capacityType, instanceTypes } = args;
  const hash = shortHash({
    amiType,
    capacityType,
    instanceTypes,
    // In an order of its own: EKS takes subnets as a set.
    subnets: subnetsIn(group.zones, config)
      .map(({ zone, subnet = "" }) => `${zone} ${subnet}`)
      .sort(),
    nodeRole: nodeRole(config.iam),
    mig: sharing?.mode === "mig" ? sharing.profile : undefined,
    transformed: transformedImmutables(args, `${pool.name}-${group.capacity}`, pool.name, group.zones, config),
  });
  return `${pool.name}-${group.capacity}-${hash}`;
}

/** A role of the user's, by its ARN where that is plain; or what decides about the one that is made. */
function nodeRole({ path, roles }: IamOptions = {}): unknown {
  return roles?.node === undefined ? { path: path ?? "/" } : shown(roles.node);
}

const immutables = [
  "amiType",
  "capacityType",
  "diskSize",
  "instanceTypes",
  "launchTemplate",
  "nodeRoleArn",
  "remoteAccess",
  "subnetIds",
] as const satisfies readonly (keyof NodeGroupArgs)[];

/**
 * Those that the user's transform changes: one that leaves them alone keeps the name. It runs once more for it, with a
 * text in the place of each subnet and nothing in that of other Outputs.
 */
function transformedImmutables(
  args: Partial<NodeGroupArgs>,
  name: string,
  pool: string,
  zones: readonly string[],
  config: EksConfig<string>,
): unknown {
  const { transform } = config;
  if (transform?.nodeGroup === undefined) return undefined;
  const draft: NodeGroupArgs = {
    clusterName: "",
    nodeRoleArn: "",
    subnetIds: subnetsIn(zones, config).map(({ zone, subnet }, index) => subnet ?? `${zone} ${index}`),
    launchTemplate: { id: "", version: "" },
    scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
    tags: {},
    ...args,
  };
  // A transform may write into what it is given.
  const before = immutables.map((key) => JSON.stringify(immutableOf(draft, key)));
  const result = transformed(transform.nodeGroup, draft, { name, pool });
  const changed = immutables.filter((key, index) => JSON.stringify(immutableOf(result, key)) !== before[index]);
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((key) => [key, immutableOf(result, key)]));
}

/** Another version of the same launch template is a change in place. */
function immutableOf(args: NodeGroupArgs, key: (typeof immutables)[number]): unknown {
  const value = shown(args[key]);
  if (key !== "launchTemplate" || typeof value !== "object" || value === null) return value;
  const { id, name } = value as { readonly id?: unknown; readonly name?: unknown };
  return { id: shown(id), name: shown(name) };
}

const shown = (value: unknown): unknown => (value === undefined ? undefined : (known(value) ?? "an Output"));

/** As the node group gets them: by id where that is plain, by block in a network that is made. */
function subnetsIn(
  zones: readonly string[],
  { network }: EksConfig<string>,
): readonly { readonly zone: string; readonly subnet: string | undefined }[] {
  const subnets =
    network.create === undefined
      ? network.subnets.filter((each) => each.private !== false).map(({ id, zone }) => ({ zone, subnet: known(id) }))
      : subnetPlan(network.create).map(({ zone, privateCidr }) => ({ zone, subnet: privateCidr }));
  return subnets
    .filter(({ zone }) => zones.includes(zone))
    .map(({ zone, subnet }) => ({ zone, subnet: typeof subnet === "string" ? subnet : undefined }));
}

/** Plain values as they are; undefined for what comes later. */
function known(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return undefined;
  return Array.isArray(value) ? value.map(known) : value;
}
