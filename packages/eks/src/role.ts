import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { RolePurpose } from "./config.js";
import { roleName } from "./names.js";
import { managedPolicyArn } from "./partition.js";
import type { Scope } from "./scope.js";

/** A role and what gives it its rights: things that use the role must come after those and go before them. */
export interface ProvisionedRole {
  readonly arn: pulumi.Output<string>;
  readonly attachments: readonly pulumi.Resource[];
}

export interface RoleNeeds {
  readonly purpose: RolePurpose;
  /** Service principals that assume the role. */
  readonly services: readonly string[];
  /** Policies that AWS manages, by name with path. */
  readonly managedPolicies?: readonly string[];
  /** Further rights, as an IAM policy document. */
  readonly policy?: pulumi.Input<string>;
}

/** The service principal of EKS Pod Identity; its sessions carry tags. */
export const podIdentityService = "pods.eks.amazonaws.com";

/** Makes a role, unless the factory names one for this purpose. */
export function provisionRole(scope: Scope, needs: RoleNeeds): ProvisionedRole {
  const { children, iam, name, region, tags } = scope;
  const given = iam.roles?.[needs.purpose];
  if (given !== undefined) return { arn: pulumi.output(given), attachments: [] };

  const path = iam.path ?? "/";
  const logicalName = `${name}-${needs.purpose}`;
  const role = children.make("role", Role, logicalName, {
    name: roleName(scope.clusterName, needs.purpose, region, path),
    path,
    ...(iam.permissionsBoundary === undefined ? {} : { permissionsBoundary: iam.permissionsBoundary }),
    assumeRolePolicy: trustPolicy(needs.services),
    tags,
  });
  const managed = (needs.managedPolicies ?? []).map((policy) =>
    children.make(
      "rolePolicyAttachment",
      RolePolicyAttachment,
      `${logicalName}-${policy.split("/").at(-1) ?? policy}`,
      {
        role: role.name,
        policyArn: managedPolicyArn(region, policy),
      },
    ),
  );
  const inline =
    needs.policy === undefined
      ? []
      : [
          children.make("rolePolicy", RolePolicy, logicalName, {
            name: needs.purpose,
            role: role.name,
            policy: needs.policy,
          }),
        ];
  return { arn: role.arn, attachments: [...managed, ...inline] };
}

/** Lets EKS Pod Identity assume a role for pods. */
export const podIdentityTrust = trustPolicy([podIdentityService]);

function trustPolicy(services: readonly string[]): string {
  const podIdentity = services.includes(podIdentityService);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: services },
        Action: podIdentity ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"],
      },
    ],
  });
}
