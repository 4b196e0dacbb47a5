import type { CloudState, Live } from "./cloud-state.js";
import type { Place } from "./place.js";
import type { ResourceType } from "./resource-type.js";
import { textAt } from "./values.js";

const mostTagsOfGroup = 50;

/** A tag of an autoscaling group that someone else made. */
export const autoscalingTag: ResourceType = {
  token: "aws:autoscaling/tag:Tag",
  kind: "autoscaling/tag",
  api: {
    service: "autoscaling",
    shapes: ["Tag"],
    names: { autoscalingGroupName: "resourceId", tag: null },
    implied: ["Key"],
  },
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/autoscaling/group_tag.go
  replaces: ["autoscalingGroupName", "tag.key"],
  computed: [],
  rules: [
    {
      code: "ValidationError",
      link: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateOrUpdateTags.html",
      refuse: ({ world, place, args }) => {
        const name = textAt(args, "autoscalingGroupName");
        return nodeGroupOf(world.state, place, name) === undefined
          ? `AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`
          : undefined;
      },
    },
    {
      code: "ValidationError",
      link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
      refuse: ({ args }) => {
        const [key, value] = [textAt(args, "tag.key"), textAt(args, "tag.value")];
        if (key.length < 1 || key.length > 128) return `the tag key '${key}' must have 1 to 128 characters`;
        if (key.toLowerCase().startsWith("aws:")) return `the tag key '${key}' has the prefix aws:, which is reserved`;
        return value.length > 256 ? `the value of the tag '${key}' must have at most 256 characters` : undefined;
      },
    },
    {
      code: "LimitExceeded",
      link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
      when: "create",
      refuse: ({ world, place, args }) => {
        const tags = tagsOf(world.state, place, textAt(args, "autoscalingGroupName"));
        const key = textAt(args, "tag.key");
        return key in tags || Object.keys(tags).length < mostTagsOfGroup
          ? undefined
          : `the group has ${mostTagsOfGroup} tags already`;
      },
    },
  ],
  create: ({ args }) => ({ id: `${textAt(args, "autoscalingGroupName")},${textAt(args, "tag.key")}`, outputs: {} }),
};

/** The node group behind an autoscaling group. */
export function nodeGroupOf(state: CloudState, place: Place, autoscalingGroup: string): Live | undefined {
  return state
    .all(place, "eks/nodeGroup")
    .find(({ outputs }) => textAt(outputs, "resources.0.autoscalingGroups.0.name") === autoscalingGroup);
}

/**
 * All tags of the group: EKS sets some itself, and copies neither the node group's tags nor its labels or taints.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export function tagsOf(state: CloudState, place: Place, autoscalingGroup: string): Readonly<Record<string, string>> {
  const group = nodeGroupOf(state, place, autoscalingGroup);
  const clusterName = textAt(group?.args, "clusterName");
  const own = state
    .all(place, "autoscaling/tag")
    .filter(({ args }) => args["autoscalingGroupName"] === autoscalingGroup)
    .map(({ args }) => [textAt(args, "tag.key"), textAt(args, "tag.value")] as const);
  return {
    "eks:cluster-name": clusterName,
    "eks:nodegroup-name": textAt(group?.args, "nodeGroupName"),
    "k8s.io/cluster-autoscaler/enabled": "true",
    [`k8s.io/cluster-autoscaler/${clusterName}`]: "owned",
    [`kubernetes.io/cluster/${clusterName}`]: "owned",
    ...Object.fromEntries(own),
  };
}
