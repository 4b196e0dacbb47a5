import { Tag } from "@pulumi/aws/autoscaling/tag.js";
import type { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import * as pulumi from "@pulumi/pulumi";
import type { GroupLayout, PoolLayout } from "@roadstead/core";
import type { ControlPlane } from "./control-plane.js";
import { scaleFromZeroTags } from "./scale-from-zero-tags.js";
import type { Scope } from "./scope.js";

/** The name of the autoscaling group behind a node group, which AWS makes up. */
export function autoscalingGroupName(nodeGroup: NodeGroup): pulumi.Output<string> {
  return nodeGroup.resources.apply((resources) => resources?.[0]?.autoscalingGroups?.[0]?.name ?? "");
}

/**
 * Tags by which an autoscaler finds a group, may scale it, and knows its nodes before there are any. How many
 * there are follows from the layout; only the name of what they tag is unknown before `up`.
 */
export function tagAutoscalingGroup(
  scope: Scope,
  controlPlane: ControlPlane,
  nodeGroup: NodeGroup,
  pool: PoolLayout,
  group: GroupLayout,
): readonly pulumi.Resource[] {
  const groupName = autoscalingGroupName(nodeGroup);
  const tags: readonly { name: string; key: pulumi.Input<string>; value: string }[] = [
    { name: "enabled", key: "k8s.io/cluster-autoscaler/enabled", value: "true" },
    { name: "owned", key: pulumi.interpolate`k8s.io/cluster-autoscaler/${controlPlane.name}`, value: "owned" },
    ...scaleFromZeroTags(pool, group),
  ];
  return tags.map(({ name, key, value }) =>
    scope.children.make(
      "autoscalingTag",
      Tag,
      `${scope.name}-${pool.name}-${group.key}-${name}`,
      {
        region: scope.region,
        autoscalingGroupName: groupName,
        tag: { key, value, propagateAtLaunch: false },
      },
      { pool: pool.name },
    ),
  );
}
