import { AwsError } from "../aws-error.js";
import { InitializationError } from "../../test-provider.js";
import type { Live } from "../cloud-state.js";
import { managedPoliciesOf } from "../iam/trust.js";
import { randomUUID } from "../ids.js";
import { arn } from "../place.js";
import type { Ask, ResourceType } from "../resource-type.js";
import { type Args, at, textAt } from "../values.js";
import { entryId } from "./access.js";
import { launchTemplateRules } from "./launch-template-rules.js";
import { nodeGroupRules } from "./node-group-rules.js";
import { whyNodesFail } from "./node-failures.js";
import { desiredSize, instanceTypesOf } from "./group-facts.js";
import { relabelNodes, replaceNodes, scaleTo } from "./nodes.js";
import { clusterNamed } from "./uses.js";

export const nodeGroup: ResourceType = {
  token: "aws:eks/nodeGroup:NodeGroup",
  kind: "eks/nodeGroup",
  api: {
    service: "eks",
    shapes: ["CreateNodegroupRequest"],
    names: {
      nodeGroupName: "nodegroupName",
      nodeRoleArn: "nodeRole",
      subnetIds: "subnets",
      forceUpdateVersion: null,
      "remoteAccess.sourceSecurityGroupIds": "sourceSecurityGroups",
    },
  },
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/node_group.go
  replaces: [
    ...["amiType", "capacityType", "clusterName", "diskSize", "instanceTypes", "launchTemplate.id"],
    ...["launchTemplate.name", "nodeGroupName", "nodeGroupNamePrefix", "nodeRoleArn", "remoteAccess", "subnetIds"],
  ],
  unordered: ["subnetIds", "taints"],
  kept: [
    ...["amiType", "capacityType", "diskSize", "instanceTypes", "releaseVersion", "version"],
    ...["nodeRepairConfig", "updateConfig", "launchTemplate.id", "launchTemplate.name"],
  ],
  sentIfChanged: ["scalingConfig", "updateConfig", "nodeRepairConfig"],
  computed: [
    "amiType",
    "arn",
    "capacityType",
    "diskSize",
    "instanceTypes",
    "releaseVersion",
    "resources",
    "status",
    "version",
  ],
  nameArgument: "nodeGroupName",
  rules: [...nodeGroupRules, ...launchTemplateRules],
  keeps: [
    {
      code: "InvalidRequestException",
      link: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group",
      refuse: (world, live) => {
        const policies = managedPoliciesOf(world, live.place, textAt(live.args, "nodeRoleArn"));
        return policies?.includes("AmazonEKSWorkerNodePolicy") === false && world.nodes.of(live).length > 0
          ? `EKS cannot delete the nodes of ${live.id} properly: their role has lost AmazonEKSWorkerNodePolicy`
          : undefined;
      },
    },
  ],
  async create(ask) {
    const { world, place, args } = ask;
    const name = textAt(args, "nodeGroupName");
    const clusterName = textAt(args, "clusterName");
    const live: Live = { kind: "eks/nodeGroup", id: `${clusterName}:${name}`, place, args, outputs: outputsOf(ask) };
    world.state.add(live);
    letNodesIn(ask);
    const failure = desiredSize(args) > 0 ? whyNodesFail(world, live) : undefined;
    if (failure !== undefined) {
      live.outputs = { ...live.outputs, status: "CREATE_FAILED" };
      throw new InitializationError(live.id, { ...live.args, ...live.outputs }, [failure]);
    }
    await scaleTo(world, live, desiredSize(args));
    return { id: live.id, outputs: live.outputs };
  },
  async update({ world, args, before }) {
    const was = before.args;
    const outputs: Args = { ...before.outputs, status: "ACTIVE", ...versionsOf({ world, place: before.place, args }) };
    const after: Live = { ...before, args, outputs };
    const isNewVersion = ["launchTemplate.version", "version", "releaseVersion"].some(
      (path) => at(args, path) !== at(was, path),
    );
    const failure = desiredSize(args) > 0 ? whyNodesFail(world, after) : undefined;
    if (failure !== undefined) throw new AwsError("NodeCreationFailure", failure);
    await scaleTo(world, after, Math.min(desiredSize(args), world.nodes.of(before).length));
    await relabelNodes(world, before, after);
    if (isNewVersion) await replaceNodes(world, after);
    await scaleTo(world, after, desiredSize(args));
    return outputs;
  },
  async remove(world, live) {
    await scaleTo(world, live, 0);
  },
};

/**
 * EKS makes the access entry of the nodes' role itself.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
function letNodesIn({ world, place, args }: Ask): void {
  const [clusterName, principalArn] = [textAt(args, "clusterName"), textAt(args, "nodeRoleArn")];
  const id = entryId(clusterName, principalArn);
  if (world.state.find(place, "eks/accessEntry", id) !== undefined) return;
  world.state.add({
    kind: "eks/accessEntry",
    id,
    place,
    args: { clusterName, principalArn, type: "EC2_LINUX" },
    outputs: { madeByEks: true },
  });
}

function outputsOf(ask: Ask): Args {
  const { world, place, args } = ask;
  const [clusterName, name] = [textAt(args, "clusterName"), textAt(args, "nodeGroupName")];
  const uuid = randomUUID();
  return {
    arn: arn(place, "eks", `nodegroup/${clusterName}/${name}/${uuid}`),
    status: "ACTIVE",
    resources: [{ autoscalingGroups: [{ name: `eks-${name}-${uuid}` }], remoteAccessSecurityGroupId: "" }],
    amiType: args["amiType"] ?? "AL2023_x86_64_STANDARD",
    capacityType: args["capacityType"] ?? "ON_DEMAND",
    diskSize: at(args, "launchTemplate") === undefined ? (args["diskSize"] ?? 20) : 0,
    instanceTypes: instanceTypesOf(ask),
    ...versionsOf({ world, place, args }),
  };
}

function versionsOf({ world, place, args }: Ask): Args {
  const cluster = clusterNamed(world.state, place, textAt(args, "clusterName"));
  const version = textAt(args, "version") || textAt(cluster?.outputs, "version");
  return { version, releaseVersion: args["releaseVersion"] ?? `${version}.1-20260714` };
}
