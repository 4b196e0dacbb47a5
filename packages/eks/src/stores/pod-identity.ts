import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkEgress, StoreGrant, StoreOwner, WorkloadIdentity } from "@roadstead/cluster";
import type { Children } from "../children.js";
import { podIdentityTrust, type ProvisionedRole } from "../role.js";
import { storeAccessPolicy } from "./store-access-policy.js";
import { workloadRoleName } from "./store-names.js";
import type { StoreScope } from "./store-scope.js";

/** The agent on each node, which hands out credentials: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html */
const agentEgress: readonly NetworkEgress[] = [
  { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ protocol: "TCP", port: 80 }] },
];

/** A role with these rights and no others, or the user's, which the service account has by Pod Identity. */
export function makePodIdentity(
  scope: StoreScope,
  namespace: string,
  serviceAccount: string,
  grants: readonly StoreGrant[],
  owner: StoreOwner,
): WorkloadIdentity {
  const { region, tags } = scope;
  const children = scope.childrenFor(owner.parent);
  // Nobody gives these a name, and in one cluster there is one of each.
  const name = `${scope.name}-${namespace}-${serviceAccount}`;
  const given = scope.iam.workloadRoles?.[`${namespace}/${serviceAccount}`];
  const { arn, attachments } =
    given === undefined
      ? makeRole(scope, children, name, { namespace, serviceAccount, grants })
      : { arn: given, attachments: [] };
  const association = children.make(
    "podIdentityAssociation",
    PodIdentityAssociation,
    name,
    { region, clusterName: scope.controlPlane.name, namespace, serviceAccount, roleArn: arn, tags },
    { dependsOn: [...attachments] },
  );
  return {
    annotations: {},
    // boto3 reads the second, other SDKs the first.
    env: ["AWS_REGION", "AWS_DEFAULT_REGION"].map((variable) => ({ name: variable, value: region })),
    egress: agentEgress,
    ready: [...attachments, association],
  };
}

function makeRole(
  scope: StoreScope,
  children: Children,
  name: string,
  account: {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly grants: readonly StoreGrant[];
  },
): ProvisionedRole {
  const { clusterName, iam, key, region, tags } = scope;
  const { namespace, serviceAccount, grants } = account;
  const path = iam.path ?? "/";
  const role = children.make("role", Role, name, {
    name: workloadRoleName({ clusterName, namespace, serviceAccount }, region, path),
    path,
    ...(iam.permissionsBoundary === undefined ? {} : { permissionsBoundary: iam.permissionsBoundary }),
    assumeRolePolicy: podIdentityTrust,
    tags,
  });
  const policy = children.make("rolePolicy", RolePolicy, name, {
    name: "stores",
    role: role.name,
    policy: pulumi
      .all([pulumi.all(grants.map(({ store }) => store.bucket)), pulumi.output(key)])
      .apply(([buckets, keyArn]) => storeAccessPolicy(region, known(grants, buckets), keyArn)),
  });
  return { arn: role.arn, attachments: [policy] };
}

function known(grants: readonly StoreGrant[], buckets: readonly string[]) {
  return grants.map(({ access, prefix = "", store }, index) => ({
    access,
    bucket: buckets[index] ?? "",
    prefix: store.prefix + prefix,
  }));
}
