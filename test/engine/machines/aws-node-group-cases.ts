import {
  autoscalingGroup,
  base64,
  block,
  blockGroup,
  changedGroup,
  manyTags,
  mime,
  region,
  tagOf,
  tags,
  trust,
  withCluster,
  withGroup,
  withoutType,
  withTemplate,
} from "./aws-platform.js";
import type { RuleCase } from "./aws-rule-case.js";

/** What AWS refuses of node groups, and of what belongs to them. */
export const nodeGroupCases: readonly RuleCase[] = [
  {
    name: "min above desired, in a new group",
    says: /minSize can't be greater than desiredSize/,
    wrong: withGroup({ scalingConfig: { minSize: 2, desiredSize: 1, maxSize: 4 } }),
    near: withGroup({ scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 4 } }),
  },
  {
    name: "min above the present number",
    says: /Minimum capacity 2 can't be greater than desired size 1/,
    wrong: changedGroup({ scalingConfig: { minSize: 2, desiredSize: 1, maxSize: 4 } }),
    near: changedGroup({ scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 } }),
  },
  {
    name: "desired above max",
    says: /desiredSize can't be greater than maxSize/,
    wrong: withGroup({ scalingConfig: { minSize: 0, desiredSize: 5, maxSize: 4 } }),
    near: withGroup({ scalingConfig: { minSize: 0, desiredSize: 4, maxSize: 4 } }),
  },
  {
    name: "a max of 0",
    says: /scalingConfig.maxSize: 0 are fewer than 1/,
    wrong: withGroup({ scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 0 } }),
    near: withGroup({ scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 } }),
  },
  {
    name: "two node groups of one name",
    says: /NodeGroup already exists with name g1/,
    wrong: async (platform) => {
      await withGroup({})(platform);
      await withGroup({})(platform);
    },
    near: async (platform) => {
      await withGroup({})(platform);
      await withGroup({ nodeGroupName: "g2" })(platform);
    },
  },
  {
    name: "51 tags",
    says: /51 tags are more than 50/,
    wrong: withGroup({ tags: tags(51) }),
    near: withGroup({ tags: tags(50) }),
  },
  {
    name: "nodes newer than their cluster",
    says: /equal to or less than cluster version/,
    wrong: withGroup({ version: "1.36" }),
    near: withGroup({ version: "1.34" }),
  },
  {
    name: "an x86 type with an ARM image",
    says: /\[m7i.xlarge\] is not a valid instance type for requested amiType AL2023_ARM_64_STANDARD/,
    wrong: withGroup({ amiType: "AL2023_ARM_64_STANDARD" }),
    near: withGroup({ amiType: "AL2023_ARM_64_STANDARD", instanceTypes: ["m7g.xlarge"] }),
  },
  {
    name: "an NVIDIA image without GPUs",
    says: /\[m7i.xlarge\] is not a valid instance type for requested amiType AL2023_x86_64_NVIDIA/,
    wrong: withGroup({ amiType: "AL2023_x86_64_NVIDIA" }),
    near: withGroup({ amiType: "AL2023_x86_64_NVIDIA", instanceTypes: ["g6.xlarge"] }),
  },
  {
    name: "an image type that there is not",
    says: /"AL2023_x86_64_CUDA" is none of/,
    wrong: withGroup({ amiType: "AL2023_x86_64_CUDA" }),
    near: withGroup({ amiType: "AL2_x86_64" }),
  },
  {
    name: "an instance type that there is not",
    says: /instance types do not exist: \[m99.xlarge\]/,
    wrong: withGroup({ instanceTypes: ["m99.xlarge"] }),
    near: withGroup({ instanceTypes: ["m7i.large"] }),
  },
  {
    name: "an instance type that the zones do not have",
    says: /is not supported in your requested Availability Zone/,
    wrong: withGroup({ instanceTypes: ["p3dn.24xlarge"], amiType: "AL2023_x86_64_NVIDIA" }),
    near: withGroup({ instanceTypes: ["g6.xlarge"], amiType: "AL2023_x86_64_NVIDIA" }),
  },
  {
    name: "instance types in the call and in the template",
    says: /Cannot specify instance types in launch template and API request/,
    wrong: withTemplate({ instanceType: "m7i.xlarge" }, { instanceTypes: ["m7i.xlarge"] }),
    near: withTemplate({ instanceType: "m7i.xlarge" }, {}),
  },
  {
    name: "a capacity block whose template names no type",
    says: /needs the instance type in the launch template/,
    wrong: withTemplate(withoutType, { ...blockGroup, instanceTypes: ["p5.48xlarge"] }),
    near: withTemplate(block, blockGroup),
  },
  {
    name: "a capacity block under another capacity type",
    says: /does not go with the market type 'capacity-block'/,
    wrong: withTemplate(block, { ...blockGroup, capacityType: "ON_DEMAND" }),
    near: withTemplate(block, blockGroup),
  },
  {
    name: "a capacity block of a type that is not sold so",
    says: /cannot be had as capacity-block/,
    wrong: withTemplate({ ...block, instanceType: "g6.xlarge" }, blockGroup),
    near: withTemplate(block, blockGroup),
  },
  {
    name: "spot options in the template",
    says: /cannot specify spot options in the launch template/,
    wrong: withTemplate(
      { instanceType: "m7i.xlarge", instanceMarketOptions: { marketType: "spot" } },
      { capacityType: "SPOT" },
    ),
    near: withTemplate({ instanceType: "m7i.xlarge" }, { capacityType: "SPOT" }),
  },
  {
    name: "a version of Kubernetes with an image of one's own",
    says: /cannot specify the field kubernetesVersion when using custom AMIs/,
    wrong: withTemplate({ instanceType: "m7i.xlarge", imageId: "ami-1" }, { amiType: "CUSTOM", version: "1.35" }),
    near: withTemplate({ instanceType: "m7i.xlarge", imageId: "ami-1" }, { amiType: "CUSTOM" }),
  },
  {
    name: "a type of image with an image of one's own",
    says: /cannot specify an AMI Type other than CUSTOM/,
    wrong: withTemplate({ instanceType: "m7i.xlarge", imageId: "ami-1" }, {}),
    near: withTemplate({ instanceType: "m7i.xlarge", imageId: "ami-1" }, { amiType: "CUSTOM" }),
  },
  {
    name: "user data that is no MIME document",
    says: /not in the MIME multipart format/,
    wrong: withTemplate({ instanceType: "m7i.xlarge", userData: base64("#!/bin/bash\necho\n") }, {}),
    near: withTemplate(
      { instanceType: "m7i.xlarge", userData: base64(mime("text/x-shellscript", "#!/bin/bash\n")) },
      {},
    ),
  },
  {
    name: "a disk size beside a template",
    says: /Disk size must be specified within the launch template/,
    wrong: withGroup({ diskSize: 50 }),
    near: withGroup({}),
  },
  {
    name: "another launch template for a group that is there",
    says: /launch template of a node group cannot be changed/,
    wrong: async (platform) => {
      const { id } = await platform.aws.create("template", { name: "t2" });
      return changedGroup({ launchTemplate: { id, version: "1" } })(platform);
    },
    near: async (platform) => {
      await (await platform.aws.update(platform.template, { ebsOptimized: "true" })).apply();
      return changedGroup({ launchTemplate: { id: platform.template.id, version: "2" } })(platform);
    },
  },
  {
    name: "a taint's effect in Kubernetes' spelling",
    says: /"NoSchedule" is none of/,
    wrong: withGroup({ taints: [{ key: "gpu", effect: "NoSchedule" }] }),
    near: withGroup({ taints: [{ key: "gpu", effect: "NO_SCHEDULE" }] }),
  },
  {
    name: "a label key of 64 characters",
    says: /64 characters are more than 63/,
    wrong: withGroup({ labels: { ["k".repeat(64)]: "v" } }),
    near: withGroup({ labels: { ["k".repeat(63)]: "v" } }),
  },
  {
    name: "nodes whose role may not join",
    says: /NodeCreationFailure.*AmazonEKSWorkerNodePolicy/,
    wrong: async (platform) => {
      const role = await platform.aws.create("role", { name: "bare", assumeRolePolicy: trust("ec2.amazonaws.com") });
      return withGroup({ nodeRoleArn: role.outputs["arn"] ?? "" })(platform);
    },
    near: withGroup({}),
  },
  {
    name: "nodes in a subnet without a way out",
    says: /NodeCreationFailure.*no way to the internet/,
    wrong: async (platform) => {
      const cut = { vpcId: platform.vpc.id, availabilityZone: `${region}a`, cidrBlock: "10.0.7.0/24" };
      const { id } = await platform.aws.create("subnet", cut);
      return withGroup({ subnetIds: [id] })(platform);
    },
    near: withGroup({}),
  },
  {
    name: "nodes without a network plugin",
    says: /NodeCreationFailure.*no network plugin/,
    wrong: async (platform) => {
      await withCluster({ bootstrapSelfManagedAddons: false })(platform);
      return withGroup({ clusterName: "c2" })(platform);
    },
    near: async (platform) => {
      await withCluster({ bootstrapSelfManagedAddons: false })(platform);
      await platform.aws.create("addon", { clusterName: "c2", addonName: "vpc-cni" });
      return withGroup({ clusterName: "c2" })(platform);
    },
  },
  {
    name: "a tag on an autoscaling group that there is not",
    says: /AutoScalingGroup 'eks-g1' not found/,
    wrong: async (platform) => {
      await withGroup({})(platform);
      return platform.aws.create("tag", tagOf("eks-g1", "k"));
    },
    near: async (platform) => {
      await withGroup({})(platform);
      return platform.aws.create("tag", tagOf(autoscalingGroup(platform.cloud), "k"));
    },
  },
  {
    name: "the 51st tag of an autoscaling group",
    says: /the group has 50 tags already/,
    wrong: (platform) => manyTags(platform, 46),
    near: (platform) => manyTags(platform, 45),
  },
  {
    name: "an argument that the API does not have",
    says: /capacity: CreateNodegroupRequest has no such member/,
    wrong: withGroup({ capacity: "SPOT" }),
    near: withGroup({ capacityType: "SPOT" }),
  },
];
