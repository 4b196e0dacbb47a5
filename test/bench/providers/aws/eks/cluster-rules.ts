import { accountOf } from "../place.js";
import { mustBeAssumable, managedPoliciesOf } from "../iam/trust.js";
import { keyOf } from "../kms.js";
import type { Ask, DeletionRule, Rule } from "../resource-type.js";
import { blockOf } from "../../cidr.js";
import { nameIsFree } from "../rules.js";
import { at, isTrueAt, listAt, textAt, textsAt } from "../values.js";
import { isEksVersion, minorOf } from "./kubernetes-versions.js";
import { partsOf } from "./uses.js";

const createCluster = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html";
const updateConfig = "https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateClusterConfig.html";
const networkRequirements = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html";

export const clusterRules: readonly Rule[] = [
  nameIsFree(
    "eks/cluster",
    "ResourceInUseException",
    createCluster,
    (name) => `Cluster already exists with name: ${name}`,
  ),
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    refuse: ({ args }) => {
      const version = textAt(args, "version");
      return version === "" || isEksVersion(version) ? undefined : `unsupported Kubernetes version ${version}`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html",
    when: "update",
    refuse: ({ args, before }) => {
      const [from, to] = [textAt(before?.outputs, "version"), textAt(args, "version")];
      if (from === "" || to === "" || from === to) return undefined;
      return minorOf(to) === minorOf(from) + 1
        ? undefined
        : `Unsupported Kubernetes minor version update from ${from} to ${to}`;
    },
  },
  mustBeAssumable("roleArn", "eks.amazonaws.com"),
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html",
    when: "create",
    refuse: ({ world, place, args }) => {
      const policies = managedPoliciesOf(world, place, textAt(args, "roleArn"));
      return policies?.includes("AmazonEKSClusterPolicy") === false
        ? `Role ${textAt(args, "roleArn")} lacks AmazonEKSClusterPolicy: the cluster cannot be created`
        : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: networkRequirements,
    refuse: (ask) => {
      const subnets = subnetsOf(ask);
      const missing = subnets.find(({ subnet }) => subnet === undefined);
      if (missing !== undefined) return `The subnet ID '${missing.id}' does not exist`;
      const vpcs = new Set(subnets.map(({ subnet }) => subnet?.args["vpcId"]));
      if (vpcs.size > 1) return "Subnets specified must be in the same VPC";
      return zonesOf(ask).length < 2 ? "Subnets specified must be in at least two different AZs" : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: networkRequirements,
    when: "update",
    refuse: (ask) => {
      const { before, world, place } = ask;
      if (before === undefined) return undefined;
      const first = zonesOf({ world, place, args: before.args });
      const now = zonesOf(ask);
      return first.join() === now.join()
        ? undefined
        : `Provided subnets belong to the AZs '${now.join(",")}'. But they should belong to the exact set of AZs '${first.join(",")}' in which subnets were provided during cluster creation.`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    refuse: ({ args }) => {
      const isPublic = at(args, "vpcConfig.endpointPublicAccess") !== false;
      if (!isPublic && !isTrueAt(args, "vpcConfig.endpointPrivateAccess")) {
        return "Private and public endpoint access cannot be false";
      }
      const cidrs = textsAt(args, "vpcConfig.publicAccessCidrs");
      if (!isPublic && cidrs.length > 0 && cidrs.join() !== "0.0.0.0/0") {
        return "Public access CIDRs cannot be specified when public access is disabled";
      }
      if (cidrs.length > 40) return "The number of public access CIDRs is more than 40";
      const wrong = cidrs.find((cidr) => blockOf(cidr) === undefined);
      return wrong === undefined ? undefined : `The following CIDRs are invalid: ${wrong}`;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html",
    refuse: ({ world, place, args, before }) => {
      const key = textAt(args, "encryptionConfig.provider.keyArn");
      if (key === "")
        return before !== undefined && at(before.args, "encryptionConfig") !== undefined
          ? "Encryption cannot be disabled"
          : undefined;
      if (listAt(args, "encryptionConfig.resources").join() !== "secrets") return "The only resource is secrets";
      return accountOf(key) === place.account && keyOf(world, place, key) === undefined
        ? `Unable to find KMS key ${key}`
        : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html",
    when: "update",
    refuse: ({ args, before }) => {
      const modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
      const [from, to] = [
        textAt(before?.outputs, "accessConfig.authenticationMode"),
        textAt(args, "accessConfig.authenticationMode"),
      ];
      return to !== "" && modes.indexOf(to) < modes.indexOf(from)
        ? `Unsupported authentication mode update from ${from} to ${to}`
        : undefined;
    },
  },
  {
    code: "InvalidParameterException",
    link: updateConfig,
    refuse: ({ args }) =>
      at(args, "accessConfig.bootstrapClusterCreatorAdminPermissions") === false &&
      textAt(args, "accessConfig.authenticationMode") === "CONFIG_MAP"
        ? "bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode is set to CONFIG_MAP"
        : undefined,
  },
];

export const clusterKeeps: readonly DeletionRule[] = [
  {
    code: "InvalidRequestException",
    link: "https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html",
    refuse: (_, live) =>
      isTrueAt(live.args, "deletionProtection")
        ? `Cluster ${live.id} cannot be deleted: deletion protection is enabled`
        : undefined,
  },
  {
    code: "ResourceInUseException",
    link: "https://docs.aws.amazon.com/eks/latest/APIReference/API_DeleteCluster.html",
    refuse: (world, live) =>
      partsOf(world.state, live.place, live.id, "eks/nodeGroup").length > 0
        ? "Cluster has nodegroups attached"
        : undefined,
  },
  {
    code: "ResourceNotFoundException",
    link: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster",
    refuse: (world, live) => {
      const policies = managedPoliciesOf(world, live.place, textAt(live.args, "roleArn"));
      return policies?.includes("AmazonEKSClusterPolicy") === false
        ? `EKS cannot remove the network interfaces of ${live.id}: its role has lost AmazonEKSClusterPolicy`
        : undefined;
    },
  },
];

function subnetsOf({ world, place, args }: Ask) {
  return textsAt(args, "vpcConfig.subnetIds").map((id) => ({ id, subnet: world.state.find(place, "ec2/subnet", id) }));
}

function zonesOf(ask: Ask): readonly string[] {
  return [...new Set(subnetsOf(ask).map(({ subnet }) => textAt(subnet?.args, "availabilityZone")))].sort();
}
