import { Cluster, type ClusterArgs } from "@pulumi/aws/eks/cluster.js";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterAccess, ExistingCluster } from "./config.js";
import { type LogOptions, makeLogGroup } from "./log-group.js";
import type { Network } from "./network.js";
import { type ProvisionedRole, provisionRole } from "./role.js";
import type { Scope } from "./scope.js";

/** What of a control plane the rest is made with; the same of one that is made and of one that exists. */
export interface ControlPlane {
  readonly name: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  /** Certificate authority, base64. */
  readonly ca: pulumi.Output<string>;
  /** Changes when the cluster is made anew, also under the same name. */
  readonly oidcIssuer: pulumi.Output<string>;
  /** Undefined where nobody said it of a cluster that exists. */
  readonly vpcId: pulumi.Input<string> | undefined;
  /** Security group of the nodes; undefined as above. */
  readonly nodeSecurityGroupId: pulumi.Input<string> | undefined;
}

export function existingControlPlane(existing: ExistingCluster): ControlPlane {
  return {
    name: pulumi.output(existing.name),
    endpoint: pulumi.output(existing.endpoint),
    ca: pulumi.output(existing.ca),
    oidcIssuer: pulumi.output(existing.oidcIssuer),
    vpcId: existing.vpcId,
    nodeSecurityGroupId: existing.nodeSecurityGroupId,
  };
}

export function provisionClusterRole(scope: Scope): ProvisionedRole {
  return provisionRole(scope, {
    purpose: "cluster",
    services: ["eks.amazonaws.com"],
    managedPolicies: ["AmazonEKSClusterPolicy"],
  });
}

/** The log group, then the cluster: EKS would make a log group that keeps everything for ever. */
export function provisionControlPlane(
  scope: Scope,
  parts: {
    readonly role: ProvisionedRole;
    readonly logs: LogOptions;
    readonly network: Network;
    readonly endpoint: ClusterAccess["endpoint"];
  },
): ControlPlane {
  const { children, clusterName, layout, name } = scope;
  const { role, logs, network } = parts;
  const logGroup = makeLogGroup(scope, `${name}-cluster-logs`, `/aws/eks/${clusterName}/cluster`, logs);
  const args: ClusterArgs = {
    region: scope.region,
    name: clusterName,
    ...(layout.kubernetesVersion === undefined ? {} : { version: layout.kubernetesVersion }),
    roleArn: role.arn,
    vpcConfig: {
      subnetIds: controlPlaneSubnets(network),
      ...endpointOptions(parts.endpoint),
    },
    // No implicit administrator: the access entries are all the access there is.
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    bootstrapSelfManagedAddons: false,
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryptionConfig: { provider: { keyArn: logs.key }, resources: ["secrets"] },
    // Extended support costs several times as much an hour; without it AWS upgrades when standard support ends.
    upgradePolicy: { supportType: "STANDARD" },
    deletionProtection: layout.deletionProtection,
    tags: scope.tags,
  };
  const cluster = children.make("cluster", Cluster, `${name}-cluster`, args, {
    dependsOn: [logGroup, ...role.attachments],
    protect: layout.deletionProtection,
    // Its name is fixed, so a new one cannot be made beside the old one.
    deleteBeforeReplace: true,
  });
  // A plan without AWS has of these options what was asked for alone; with the ARN they are unknown there.
  const made = pulumi.all([cluster.vpcConfig, cluster.arn]).apply(([options]) => options);
  return {
    name: cluster.name,
    endpoint: cluster.endpoint,
    ca: cluster.certificateAuthority.data,
    oidcIssuer: cluster.identities.apply((identities) => identities?.[0]?.oidcs?.[0]?.issuer ?? ""),
    vpcId: made.vpcId,
    // Node groups without groups of their own are in the one that EKS makes.
    nodeSecurityGroupId: made.clusterSecurityGroupId,
  };
}

/** EKS keeps the control plane in the zones that it was made in: with a third one an update would be refused. */
const controlPlaneZones = 2;

function controlPlaneSubnets({ privateSubnets }: Network) {
  const zones = [...new Set(privateSubnets.map(({ zone }) => zone))].slice(0, controlPlaneZones);
  return privateSubnets.filter(({ zone }) => zones.includes(zone)).map(({ id }) => id);
}

function endpointOptions(endpoint: ClusterAccess["endpoint"]) {
  // Nodes always reach the control plane inside the VPC.
  if (endpoint === "private") return { endpointPrivateAccess: true, endpointPublicAccess: false };
  return { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: [...endpoint.public] };
}
