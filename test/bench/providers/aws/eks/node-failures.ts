import { hasEgress } from "../ec2/egress.js";
import type { Live } from "../cloud-state.js";
import { managedPoliciesOf } from "../iam/trust.js";
import type { World } from "../resource-type.js";
import { at, isTrueAt, listAt, textAt, textsAt } from "../values.js";
import { clusterNamed, partsOf } from "./uses.js";

/**
 * Why the instances of a group never become ready nodes; undefined when they do. EKS says so after minutes, as
 * NodeCreationFailure.
 * https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html#troubleshoot-node-join
 */
export function whyNodesFail(world: World, group: Live): string | undefined {
  const reason =
    withoutPolicies(world, group) ??
    withoutNetwork(world, group) ??
    withoutEndpoint(world, group) ??
    withoutCni(world, group);
  return reason === undefined
    ? undefined
    : `NodeCreationFailure: Instances failed to join the kubernetes cluster: ${reason}`;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
function withoutPolicies(world: World, group: Live): string | undefined {
  const policies = managedPoliciesOf(world, group.place, textAt(group.args, "nodeRoleArn"));
  if (policies === undefined) return undefined;
  if (!policies.includes("AmazonEKSWorkerNodePolicy")) return "their role lacks AmazonEKSWorkerNodePolicy";
  return policies.some((name) => name.startsWith("AmazonEC2ContainerRegistry"))
    ? undefined
    : "their role cannot pull images from ECR";
}

/** https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html */
function withoutNetwork(world: World, group: Live): string | undefined {
  const cut = textsAt(group.args, "subnetIds").find((id) => !hasEgress(world, group.place, id));
  return cut === undefined ? undefined : `the subnet ${cut} has no way to the internet, and the VPC no endpoints`;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
function withoutEndpoint(world: World, group: Live): string | undefined {
  const cluster = clusterNamed(world.state, group.place, textAt(group.args, "clusterName"));
  if (isTrueAt(cluster?.args, "vpcConfig.endpointPrivateAccess")) return undefined;
  const cidrs = textsAt(cluster?.args, "vpcConfig.publicAccessCidrs");
  return cidrs.length === 0 || cidrs.includes("0.0.0.0/0")
    ? undefined
    : "the endpoint is not private, and its public access leaves the nodes out";
}

/**
 * A node is not ready before its CNI plugin is, and that needs its rights: from the node's role, or from a role of
 * its own by Pod Identity.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
 */
function withoutCni(world: World, group: Live): string | undefined {
  const { place, args } = group;
  const clusterName = textAt(args, "clusterName");
  const cluster = clusterNamed(world.state, place, clusterName);
  const addons = partsOf(world.state, place, clusterName, "eks/addon");
  const has = (name: string) => addons.some((addon) => addon.args["addonName"] === name);
  if (at(cluster?.args, "bootstrapSelfManagedAddons") === false && !has("vpc-cni")) {
    return "the cluster has no network plugin (cni plugin not initialized)";
  }
  const onNode = managedPoliciesOf(world, place, textAt(args, "nodeRoleArn"));
  if (onNode === undefined || onNode.includes("AmazonEKS_CNI_Policy")) return undefined;
  const cni = addons.find((addon) => addon.args["addonName"] === "vpc-cni");
  const identity = listAt(cni?.args, "podIdentityAssociations").find(
    (association) => textAt(association, "serviceAccount") === "aws-node",
  );
  const own = managedPoliciesOf(world, place, textAt(identity, "roleArn"));
  const hasRights = identity !== undefined && (own === undefined || own.includes("AmazonEKS_CNI_Policy"));
  return hasRights && has("eks-pod-identity-agent")
    ? undefined
    : "nothing gives vpc-cni the rights of AmazonEKS_CNI_Policy";
}
