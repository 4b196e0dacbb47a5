import { AwsError } from "../aws-error.js";
import { arn } from "../place.js";
import { ec2Id, hexText } from "../ids.js";
import { ensureLogGroup } from "../log-group.js";
import type { Live } from "../cloud-state.js";
import type { Ask, ResourceType } from "../resource-type.js";
import { type Args, at, isRecord, isTrueAt, textAt, textsAt } from "../values.js";
import { installSelfManaged } from "./addon.js";
import { clusterRules, clusterKeeps } from "./cluster-rules.js";
import { defaultEksVersion } from "./kubernetes-versions.js";
import { partsOf } from "./uses.js";

export const cluster: ResourceType = {
  token: "aws:eks/cluster:Cluster",
  kind: "eks/cluster",
  api: {
    service: "eks",
    shapes: ["CreateClusterRequest", "LogSetup"],
    names: {
      vpcConfig: "resourcesVpcConfig",
      enabledClusterLogTypes: "types",
      "vpcConfig.clusterSecurityGroupId": null,
      "vpcConfig.vpcId": null,
    },
  },
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/cluster.go
  replaces: [
    ...["name", "roleArn", "bootstrapSelfManagedAddons", "accessConfig.bootstrapClusterCreatorAdminPermissions"],
    ...["encryptionConfig", "kubernetesNetworkConfig.ipFamily", "kubernetesNetworkConfig.serviceIpv4Cidr"],
    "outpostConfig",
  ],
  unordered: [
    "enabledClusterLogTypes",
    "vpcConfig.subnetIds",
    "vpcConfig.securityGroupIds",
    "vpcConfig.publicAccessCidrs",
  ],
  kept: ["version", "accessConfig", "upgradePolicy", "kubernetesNetworkConfig", "deletionProtection"],
  computed: [
    ...["arn", "certificateAuthority", "certificateAuthorities", "createdAt", "endpoint", "identities"],
    ...["platformVersion", "status", "version", "accessConfig", "kubernetesNetworkConfig", "upgradePolicy"],
  ],
  nameArgument: "name",
  rules: clusterRules,
  keeps: clusterKeeps,
  async create(ask) {
    const { world, place, args } = ask;
    const name = textAt(args, "name");
    // In the state before it is up, as at AWS: a second call with the name is refused.
    const live: Live = { kind: "eks/cluster", id: name, place, args, outputs: { status: "CREATING" } };
    world.state.add(live);
    try {
      const { endpoint, caPem } = await world.clusters.open(live);
      ensureLogGroup(world.state, live);
      letCreatorIn(ask);
      live.outputs = outputsOf(ask, endpoint, caPem);
      await world.clusters.accessChanged(live);
      await installSelfManaged(world, live);
      return { id: name, outputs: live.outputs };
    } catch (error) {
      world.state.remove(live);
      throw error instanceof AwsError ? error : new AwsError("ServerException", String(error));
    }
  },
  async update({ world, args, before }) {
    const was = before.args;
    before.args = args;
    ensureLogGroup(world.state, before);
    before.args = was;
    const version = args["version"] ?? before.outputs["version"] ?? defaultEksVersion;
    return { ...computedBlocks(args, before.outputs), version };
  },
  async remove(world, live) {
    for (const kind of ["eks/accessPolicyAssociation", "eks/accessEntry", "eks/addon", "eks/podIdentityAssociation"]) {
      for (const part of partsOf(world.state, live.place, live.id, kind)) world.state.remove(part);
    }
    await world.clusters.close(live);
  },
};

/** https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html: the creator's entry is an option, on by default. */
function letCreatorIn({ world, place, args }: Ask): void {
  if (at(args, "accessConfig.bootstrapClusterCreatorAdminPermissions") === false) return;
  const clusterName = textAt(args, "name");
  const principalArn = world.caller;
  const shared = { clusterName, principalArn };
  const policyArn = `arn:${place.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
  world.state.add({
    kind: "eks/accessEntry",
    id: `${clusterName}:${principalArn}`,
    place,
    args: { ...shared, type: "STANDARD" },
    outputs: {},
  });
  world.state.add({
    kind: "eks/accessPolicyAssociation",
    id: `${clusterName}#${principalArn}#${policyArn}`,
    place,
    args: { ...shared, policyArn, accessScope: { type: "cluster" } },
    outputs: {},
  });
}

function outputsOf({ world, place, args }: Ask, endpoint: string, caPem: string): Args {
  const name = textAt(args, "name");
  const id = hexText(32);
  const [firstSubnet = ""] = textsAt(args, "vpcConfig.subnetIds");
  const ca = { data: Buffer.from(caPem).toString("base64") };
  const suffix = place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const outputs: Args = {
    arn: arn(place, "eks", `cluster/${name}`),
    certificateAuthority: ca,
    certificateAuthorities: [ca],
    createdAt: "2026-01-01T00:00:00Z",
    endpoint,
    identities: [{ oidcs: [{ issuer: `https://oidc.eks.${place.region}.${suffix}/id/${id}` }] }],
    platformVersion: "eks.1",
    status: "ACTIVE",
    version: args["version"] ?? defaultEksVersion,
    clusterSecurityGroupId: ec2Id("sg"),
    vpcId: textAt(world.state.find(place, "ec2/subnet", firstSubnet)?.args, "vpcId"),
  };
  return { ...outputs, ...computedBlocks(args, outputs) };
}

/** Blocks of the arguments with what EKS adds to them. */
function computedBlocks(args: Args, outputs: Args): Args {
  const block = (name: string) => (isRecord(args[name]) ? args[name] : {});
  return {
    accessConfig: {
      authenticationMode: "CONFIG_MAP",
      bootstrapClusterCreatorAdminPermissions: true,
      ...block("accessConfig"),
    },
    upgradePolicy: { supportType: "EXTENDED", ...block("upgradePolicy") },
    kubernetesNetworkConfig: {
      ipFamily: "ipv4",
      serviceIpv4Cidr: "10.100.0.0/16",
      serviceIpv6Cidr: "",
      elasticLoadBalancing: { enabled: false },
      ...block("kubernetesNetworkConfig"),
    },
    vpcConfig: {
      endpointPrivateAccess: false,
      endpointPublicAccess: true,
      publicAccessCidrs: isTrueAt(args, "vpcConfig.endpointPublicAccess") ? ["0.0.0.0/0"] : [],
      ...block("vpcConfig"),
      clusterSecurityGroupId: outputs["clusterSecurityGroupId"] ?? "",
      vpcId: outputs["vpcId"] ?? "",
    },
  };
}
