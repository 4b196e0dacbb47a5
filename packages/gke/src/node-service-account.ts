import { Account } from "@pulumi/gcp/serviceaccount/account.js";
import { IAMMember } from "@pulumi/gcp/serviceaccount/iammember.js";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "@roadstead/cluster";
import type { GkeIam } from "./config.js";
import { nodeAccountId } from "./physical-name.js";
import { grantOnProject } from "./project-grants.js";
import type { GkeScope } from "./scope.js";

/** Who the nodes are. */
export interface NodeServiceAccount {
  readonly email: pulumi.Input<string>;
  /** The account and its grants: they must be there before the first node and outlive the last. */
  readonly resources: readonly pulumi.Resource[];
}

export interface NodeRights {
  /** What nodes may do in the project. */
  readonly roles: readonly string[];
  /** Who makes node pools and must therefore be allowed to give the account to nodes. */
  readonly deployer: string | undefined;
}

/** The user's service account, or one of the cluster's own with least rights. Never Compute Engine's default. */
export function nodeServiceAccount(
  scope: GkeScope,
  iam: GkeIam = {},
  { roles, deployer }: NodeRights,
): NodeServiceAccount {
  if (iam.nodeServiceAccount !== undefined) return { email: iam.nodeServiceAccount, resources: [] };
  const name = `${scope.name}-node-service-account`;
  const account = new Account(
    name,
    transformed(
      scope.transform?.nodeServiceAccount,
      {
        project: scope.project,
        accountId: nodeAccountId(scope.clusterName),
        displayName: `Nodes of ${scope.clusterName}`,
      },
      { name },
    ),
    { parent: scope.parent },
  );
  const use = deployer === undefined ? [] : [allowUse(scope, account, deployer)];
  if (iam.projectGrants === "user") return { email: account.email, resources: [account, ...use] };
  const member = pulumi.interpolate`serviceAccount:${account.email}`;
  const grants = roles.map((role) =>
    grantOnProject(scope, `node-${role.slice(role.indexOf("/") + 1)}`, { role, member }),
  );
  return { email: account.email, resources: [account, ...use, ...grants] };
}

function allowUse(scope: GkeScope, account: Account, deployer: string): IAMMember {
  const name = `${scope.name}-node-service-account-use`;
  const args = { serviceAccountId: account.id, role: "roles/iam.serviceAccountUser", member: deployer };
  return new IAMMember(name, transformed(scope.transform?.nodeServiceAccountUse, args, { name }), {
    parent: scope.parent,
  });
}
