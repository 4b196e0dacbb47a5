import { instanceType, nvidiaGpus, zonesWith } from "../ec2/instance-types.js";
import { mustBeAssumable } from "../iam/trust.js";
import type { Ask, Rule } from "../resource-type.js";
import { isRecord, listAt, numberAt, textAt, textsAt } from "../values.js";
import { clusterMustExist } from "./access.js";
import { instanceTypesOf } from "./group-facts.js";
import { isEksVersion, minorOf } from "./kubernetes-versions.js";
import { clusterNamed } from "./uses.js";

const createNodegroup = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html";
const nodeGroups = "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html";

const sizes = ({ args }: Ask) => ({
  min: numberAt(args, "scalingConfig.minSize") ?? 0,
  desired: numberAt(args, "scalingConfig.desiredSize") ?? 0,
  max: numberAt(args, "scalingConfig.maxSize") ?? 0,
});

export const nodeGroupRules: readonly Rule[] = [
  clusterMustExist,
  {
    code: "ResourceInUseException",
    link: createNodegroup,
    when: "create",
    refuse: ({ world, place, args }) => {
      const [clusterName, name] = [textAt(args, "clusterName"), textAt(args, "nodeGroupName")];
      return world.state.find(place, "eks/nodeGroup", `${clusterName}:${name}`) === undefined
        ? undefined
        : `NodeGroup already exists with name ${name} and cluster name ${clusterName}`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-nodegroup.html",
    refuse: ({ args }) =>
      /^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/.test(textAt(args, "nodeGroupName"))
        ? undefined
        : `The nodegroup name '${textAt(args, "nodeGroupName")}' must have at most 63 letters, digits, dashes and underscores`,
  },
  {
    code: "InvalidParameterException",
    link: "https://github.com/sassoftware/viya4-iac-aws/issues/298",
    when: "create",
    refuse: (ask) => (sizes(ask).min > sizes(ask).desired ? "minSize can't be greater than desiredSize" : undefined),
  },
  {
    code: "InvalidParameterException",
    link: "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3521",
    when: "update",
    refuse: (ask) => {
      const { min, desired } = sizes(ask);
      return min > desired ? `Minimum capacity ${min} can't be greater than desired size ${desired}` : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://github.com/ministryofjustice/cloud-platform-infrastructure/pull/4595",
    refuse: (ask) => (sizes(ask).desired > sizes(ask).max ? "desiredSize can't be greater than maxSize" : undefined),
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html",
    refuse: (ask) => (sizes(ask).max > 450 ? "a managed node group has at most 450 nodes" : undefined),
  },
  mustBeAssumable("nodeRoleArn", "ec2.amazonaws.com"),
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
    refuse: ({ world, place, args }) => {
      const cluster = clusterNamed(world.state, place, textAt(args, "clusterName"));
      const vpcs = textsAt(cluster?.args, "vpcConfig.subnetIds").map(
        (id) => world.state.find(place, "ec2/subnet", id)?.args["vpcId"],
      );
      const ids = textsAt(args, "subnetIds");
      if (ids.length === 0) return "subnets must not be empty";
      const wrong = ids.find((id) => {
        const subnet = world.state.find(place, "ec2/subnet", id);
        return subnet === undefined || !vpcs.includes(subnet.args["vpcId"]);
      });
      return wrong === undefined ? undefined : `The subnet ID '${wrong}' does not exist in the VPC of the cluster`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html",
    refuse: ({ world, place, args }) => {
      const version = textAt(args, "version");
      if (version === "") return undefined;
      if (!isEksVersion(version)) return `Requested Nodegroup Kubernetes version ${version} is not supported`;
      const cluster = clusterNamed(world.state, place, textAt(args, "clusterName"));
      return minorOf(version) > minorOf(textAt(cluster?.outputs, "version"))
        ? "Nodegroup Kubernetes version should be equal to or less than cluster version"
        : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html",
    when: "update",
    refuse: ({ args, before }) => {
      const [from, to] = [textAt(before?.outputs, "version"), textAt(args, "version")];
      return to !== "" && minorOf(to) < minorOf(from) ? `Nodegroup version ${from} cannot go back to ${to}` : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: createNodegroup,
    refuse: (ask) => {
      const names = instanceTypesOf(ask);
      if (names.length > 20) return "at most 20 instance types can be given";
      const unknown = names.find((name) => instanceType(name) === undefined);
      return unknown === undefined ? undefined : `The following supplied instance types do not exist: [${unknown}]`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html",
    refuse: (ask) => {
      const amiType = textAt(ask.args, "amiType");
      for (const name of instanceTypesOf(ask)) {
        const type = instanceType(name);
        if (type === undefined || amiType === "CUSTOM") continue;
        const architecture = /_ARM_64/.test(amiType) ? "arm64" : "x86_64";
        const lacksGpu = /NVIDIA|_GPU/.test(amiType) && nvidiaGpus(type) === 0;
        if (!type.architectures.includes(architecture) || lacksGpu) {
          return `[${name}] is not a valid instance type for requested amiType ${amiType || "AL2023_x86_64_STANDARD"}`;
        }
      }
    },
  },
  {
    code: "InvalidParameterException",
    link: nodeGroups,
    refuse: (ask) => {
      const wanted = { ON_DEMAND: "on-demand", SPOT: "spot", CAPACITY_BLOCK: "capacity-block" }[
        textAt(ask.args, "capacityType") || "ON_DEMAND"
      ];
      const wrong = instanceTypesOf(ask).find(
        (name) => instanceType(name)?.usageClasses.includes(wanted ?? "") === false,
      );
      return wrong === undefined ? undefined : `${wrong} cannot be had as ${wanted ?? ""}`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-discovery.html",
    refuse: (ask) => {
      const zones = textsAt(ask.args, "subnetIds").map((id) =>
        textAt(ask.world.state.find(ask.place, "ec2/subnet", id)?.args, "availabilityZone"),
      );
      const wrong = instanceTypesOf(ask).find((name) => {
        const offered = zonesWith(ask.place.region, name);
        return !zones.some((zone) => offered.includes(zone));
      });
      return wrong === undefined
        ? undefined
        : `Your requested instance type (${wrong}) is not supported in your requested Availability Zone (${zones.join(", ")}).`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html",
    refuse: ({ args }) => {
      const taints = listAt(args, "taints");
      if (taints.length > 50) return "at most 50 taints can be given";
      const keys = taints.map((taint) => `${textAt(taint, "key")}:${textAt(taint, "effect")}`);
      return new Set(keys).size < keys.length ? "taints with one key and effect are given twice" : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html",
    refuse: ({ args }) => {
      const config = args["updateConfig"];
      if (!isRecord(config)) return undefined;
      const given = [numberAt(config, "maxUnavailable"), numberAt(config, "maxUnavailablePercentage")].filter(
        (value) => value !== undefined && value > 0,
      );
      if (given.length !== 1) return "exactly one of maxUnavailable and maxUnavailablePercentage must be given";
      return (given[0] ?? 0) > 100 ? "maxUnavailable must be at most 100" : undefined;
    },
  },
];
