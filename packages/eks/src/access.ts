import { AccessEntry } from "@pulumi/aws/eks/accessEntry.js";
import { AccessPolicyAssociation } from "@pulumi/aws/eks/accessPolicyAssociation.js";
import type * as pulumi from "@pulumi/pulumi";
import { shortHash } from "@roadstead/core";
import type { ClusterAccess } from "./config.js";
import type { ControlPlane } from "./control-plane.js";
import { clusterAccessPolicyArn } from "./partition.js";
import type { Scope } from "./scope.js";

/**
 * Full access for the deployer and the admins.
 *
 * The Kubernetes provider depends on what is given back, so access is there before the first object and until
 * after the last. A changed role is let in before the old one is shut out.
 */
export function grantAccess(
  scope: Scope,
  controlPlane: ControlPlane,
  access: Pick<ClusterAccess, "admins" | "deployer">,
): readonly pulumi.Resource[] {
  return [
    ...grantFullAccess(scope, controlPlane, `${scope.name}-deployer`, access.deployer),
    ...access.admins.flatMap((admin, index) =>
      grantFullAccess(scope, controlPlane, `${scope.name}-admin-${adminKey(admin, index)}`, admin),
    ),
  ];
}

/** Follows the ARN, so that the order of the list does not matter; an Output's can only be its place. */
function adminKey(admin: pulumi.Input<string>, index: number): string {
  return typeof admin === "string" ? shortHash(admin) : String(index);
}

function grantFullAccess(
  { children, region, tags }: Scope,
  controlPlane: ControlPlane,
  logicalName: string,
  principalArn: pulumi.Input<string>,
): readonly pulumi.Resource[] {
  const entry = children.make("accessEntry", AccessEntry, logicalName, {
    region,
    clusterName: controlPlane.name,
    principalArn,
    type: "STANDARD",
    tags,
  });
  const association = children.make(
    "accessPolicyAssociation",
    AccessPolicyAssociation,
    logicalName,
    {
      region,
      clusterName: controlPlane.name,
      principalArn,
      policyArn: clusterAccessPolicyArn(region, "AmazonEKSClusterAdminPolicy"),
      accessScope: { type: "cluster" },
    },
    { dependsOn: [entry] },
  );
  return [entry, association];
}
