import { NodeGroup, type NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { GroupLayout, PoolLayout } from "@roadstead/core";
import { tagAutoscalingGroup } from "./autoscaling-tags.js";
import type { EksConfig, PoolOverride } from "./config.js";
import type { ControlPlane } from "./control-plane.js";
import { provisionLaunchTemplate } from "./launch-template.js";
import type { Network } from "./network.js";
import { isElastic } from "./node-count.js";
import { plainNodeGroupArgs } from "./node-group-args.js";
import type { ProvisionedRole } from "./role.js";
import type { Scope } from "./scope.js";

/** A group of a pool with what carries it out. */
export interface ProvisionedGroup {
  readonly pool: PoolLayout;
  readonly group: GroupLayout;
  readonly nodeGroup: NodeGroup;
  /** The node group and the tags of its autoscaling group. */
  readonly resources: readonly pulumi.Resource[];
}

/** What the node groups of every pool share. */
export interface NodeGroupParts {
  readonly controlPlane: ControlPlane;
  readonly network: Network;
  readonly role: ProvisionedRole;
  /** Add-ons and routes without which a node never becomes ready. */
  readonly after: readonly pulumi.Resource[];
  readonly config: EksConfig<string>;
}

/** One managed node group for each group of the pool. */
export function provisionPool(
  scope: Scope,
  parts: NodeGroupParts,
  pool: PoolLayout,
  override: PoolOverride,
): readonly ProvisionedGroup[] {
  return pool.groups.map((group) => {
    const nodeGroup = provisionNodeGroup(scope, parts, pool, group, override);
    const tags = isElastic(group) ? tagAutoscalingGroup(scope, parts.controlPlane, nodeGroup, pool, group) : [];
    return { pool, group, nodeGroup, resources: [nodeGroup, ...tags] };
  });
}

function provisionNodeGroup(
  scope: Scope,
  parts: NodeGroupParts,
  pool: PoolLayout,
  group: GroupLayout,
  override: PoolOverride,
): NodeGroup {
  const { children, layout, name, tags } = scope;
  const { controlPlane, network, role } = parts;
  const template = provisionLaunchTemplate(scope, pool, group);
  const args: NodeGroupArgs = {
    ...plainNodeGroupArgs({ pool, group, override }, parts.config),
    clusterName: controlPlane.name,
    nodeGroupName: group.name,
    nodeRoleArn: role.arn,
    subnetIds: network.privateSubnets.filter(({ zone }) => group.zones.includes(zone)).map(({ id }) => id),
    ...(layout.kubernetesVersion === undefined ? {} : { version: layout.kubernetesVersion }),
    launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
    tags,
  };
  return children.make("nodeGroup", NodeGroup, `${name}-${pool.name}-${group.key}`, args, {
    pool: pool.name,
    // The role's policies must outlive the nodes, which otherwise cannot leave the cluster in order.
    dependsOn: [...parts.after, ...role.attachments],
    ...(group.replace === "delete-first" ? { deleteBeforeReplace: true } : {}),
    ...(isElastic(group) ? { ignoreChanges: ["scalingConfig.desiredSize"] } : {}),
  });
}
