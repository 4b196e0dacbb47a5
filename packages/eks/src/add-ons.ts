import { Addon } from "@pulumi/aws/eks/addon.js";
import type * as pulumi from "@pulumi/pulumi";
import { type EksAddon, labels, systemPoolName } from "@roadstead/core";
import type { NewClusterConfig } from "./config.js";
import type { ControlPlane } from "./control-plane.js";
import { podIdentityService, provisionRole } from "./role.js";
import type { Scope } from "./scope.js";
import { volumeKeyPolicy } from "./volume-key.js";

// Not on CPU pools, which could not scale to zero with them, and not on spot nodes.
const onSystemPool = { nodeSelector: { [labels.pool]: systemPoolName } };

type AddOnVersions = NonNullable<NewClusterConfig["addOnVersions"]>;

interface AddOn {
  readonly name: EksAddon;
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** Role of the add-on's own service account, with what gives it its rights. */
  readonly identity?: {
    readonly serviceAccount: string;
    readonly roleArn: pulumi.Output<string>;
    readonly attachments: readonly pulumi.Resource[];
  };
}

/** What a node needs to become ready: made before the first one. */
export function provisionNodeAddOns(
  scope: Scope,
  controlPlane: ControlPlane,
  versions: AddOnVersions,
): readonly pulumi.Resource[] {
  // The agent first: it hands vpc-cni the role that lets it give out addresses.
  const agent = makeAddOn(scope, controlPlane, versions, { name: "eks-pod-identity-agent" });
  const role = provisionRole(scope, {
    purpose: "vpc-cni",
    services: [podIdentityService],
    managedPolicies: ["AmazonEKS_CNI_Policy"],
  });
  const cni = makeAddOn(
    scope,
    controlPlane,
    versions,
    {
      name: "vpc-cni",
      configuration: { enableNetworkPolicy: "true" },
      identity: { serviceAccount: "aws-node", roleArn: role.arn, attachments: role.attachments },
    },
    [agent],
  );
  return [agent, cni, makeAddOn(scope, controlPlane, versions, { name: "kube-proxy" })];
}

/** What runs on nodes: made when the system pool is there, or its pods would wait and the add-on be degraded. */
export function provisionSystemAddOns(
  scope: Scope,
  controlPlane: ControlPlane,
  versions: AddOnVersions,
  systemNodes: readonly pulumi.Resource[],
): readonly pulumi.Resource[] {
  const role = provisionRole(scope, {
    purpose: "ebs-csi",
    services: [podIdentityService],
    managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
    ...volumeKeyPolicy(scope),
  });
  const addOns: readonly AddOn[] = [
    { name: "coredns", configuration: onSystemPool },
    {
      name: "aws-ebs-csi-driver",
      configuration: { controller: onSystemPool },
      identity: { serviceAccount: "ebs-csi-controller-sa", roleArn: role.arn, attachments: role.attachments },
    },
    { name: "metrics-server", configuration: onSystemPool },
    // Node repair hears of GPU faults from it. Its DCGM tolerates no taint by default, and would see no GPU:
    // https://github.com/aws/eks-node-monitoring-agent/blob/main/charts/eks-node-monitoring-agent/values.yaml
    { name: "eks-node-monitoring-agent", configuration: { dcgmAgent: { tolerations: [{ operator: "Exists" }] } } },
  ];
  return addOns.map((addOn) => makeAddOn(scope, controlPlane, versions, addOn, systemNodes));
}

function makeAddOn(
  { children, name, region, tags }: Scope,
  controlPlane: ControlPlane,
  versions: AddOnVersions,
  addOn: AddOn,
  after: readonly pulumi.Resource[] = [],
): Addon {
  const version = versions[addOn.name];
  const { configuration, identity } = addOn;
  return children.make(
    "addOn",
    Addon,
    `${name}-${addOn.name}`,
    {
      region,
      clusterName: controlPlane.name,
      addonName: addOn.name,
      ...(version === undefined ? {} : { addonVersion: version }),
      ...(configuration === undefined ? {} : { configurationValues: JSON.stringify(configuration) }),
      ...(identity === undefined
        ? {}
        : { podIdentityAssociations: [{ serviceAccount: identity.serviceAccount, roleArn: identity.roleArn }] }),
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags,
    },
    { dependsOn: [...after, ...(identity?.attachments ?? [])] },
  );
}
