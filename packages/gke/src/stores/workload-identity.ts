import { Account } from "@pulumi/gcp/serviceaccount/account.js";
import { IAMMember } from "@pulumi/gcp/serviceaccount/iammember.js";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember.js";
import * as pulumi from "@pulumi/pulumi";
import {
  type NetworkEgress,
  type StoreGrant,
  type StoreOwner,
  transformed,
  type WorkloadIdentity,
} from "@roadstead/cluster";
import { bucketGrant } from "./bucket-grant.js";
import { workloadAccountId } from "./store-names.js";
import { childOptions, type StoreScope } from "./store-scope.js";

/** Names that components gave to the stores of this target. */
export type StoreNames = WeakMap<StoreGrant["store"], string>;

/**
 * Where pods get their tokens: with Dataplane V2 at the first address, elsewhere at the second.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity
 */
const metadataServer: readonly NetworkEgress[] = [
  { to: [{ ipBlock: { cidr: "169.254.169.254/32" } }], ports: [{ protocol: "TCP", port: 80 }] },
  { to: [{ ipBlock: { cidr: "169.254.169.252/32" } }], ports: [{ protocol: "TCP", port: 988 }] },
];

/** A service account of Google's for one of Kubernetes', with what it was granted. It never has a key. */
export function workloadIdentity(
  scope: StoreScope,
  names: StoreNames,
  subject: { readonly namespace: string; readonly serviceAccount: string },
  grants: readonly StoreGrant[],
  owner: StoreOwner,
): WorkloadIdentity {
  const { namespace, serviceAccount } = subject;
  const { project, transform } = scope;
  const name = `${scope.name}-${namespace}-${serviceAccount}`;
  const account = new Account(
    name,
    transformed(
      transform?.workloadAccount,
      {
        project,
        accountId: workloadAccountId(scope.clusterName, namespace, serviceAccount),
        displayName: `${namespace}/${serviceAccount} of ${scope.clusterName}`.slice(0, 100),
      },
      { name },
    ),
    childOptions(scope, owner),
  );
  const use = new IAMMember(
    `${name}-use`,
    transformed(
      transform?.workloadAccountUse,
      {
        serviceAccountId: account.id,
        role: "roles/iam.workloadIdentityUser",
        member: `serviceAccount:${project}.svc.id.goog[${namespace}/${serviceAccount}]`,
      },
      { name: `${name}-use` },
    ),
    childOptions(scope, owner, { dependsOn: [...scope.cluster] }),
  );
  const member = pulumi.interpolate`serviceAccount:${account.email}`;
  const members = grants.map((grant) => {
    const storeName = names.get(grant.store);
    if (storeName === undefined) throw new Error("an identity is granted a store that is none of Cloud Storage's");
    const { suffix, args } = bucketGrant(grant, storeName);
    const child = `${name}-${suffix}`;
    return new BucketIAMMember(
      child,
      transformed(transform?.bucketGrant, { ...args, member }, { name: child }),
      childOptions(scope, owner),
    );
  });
  return {
    annotations: { "iam.gke.io/gcp-service-account": account.email },
    env: [],
    egress: metadataServer,
    ready: [account, use, ...members],
  };
}
