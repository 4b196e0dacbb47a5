import type { AddressArgs } from "@pulumi/gcp/compute/address.js";
import type { ForwardingRuleArgs } from "@pulumi/gcp/compute/forwardingRule.js";
import type { NetworkArgs } from "@pulumi/gcp/compute/network.js";
import type { RouterArgs } from "@pulumi/gcp/compute/router.js";
import type { RouterNatArgs } from "@pulumi/gcp/compute/routerNat.js";
import type { SubnetworkArgs } from "@pulumi/gcp/compute/subnetwork.js";
import type { ClusterArgs } from "@pulumi/gcp/container/cluster.js";
import type { NodePoolArgs } from "@pulumi/gcp/container/nodePool.js";
import type { CryptoKeyArgs } from "@pulumi/gcp/kms/cryptoKey.js";
import type { CryptoKeyIAMMemberArgs } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import type { KeyRingArgs } from "@pulumi/gcp/kms/keyRing.js";
import type { IAMMemberArgs } from "@pulumi/gcp/projects/iammember.js";
import type { ServiceIdentityArgs } from "@pulumi/gcp/projects/serviceIdentity.js";
import type { SecretArgs } from "@pulumi/gcp/secretmanager/secret.js";
import type { SecretVersionArgs } from "@pulumi/gcp/secretmanager/secretVersion.js";
import type { AccountArgs } from "@pulumi/gcp/serviceaccount/account.js";
import type { IAMMemberArgs as AccountGrantArgs } from "@pulumi/gcp/serviceaccount/iammember.js";
import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance.js";
import type { UserArgs } from "@pulumi/gcp/sql/user.js";
import type { BucketArgs } from "@pulumi/gcp/storage/bucket.js";
import type { BucketIAMMemberArgs } from "@pulumi/gcp/storage/bucketIAMMember.js";
import type { CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { ProviderArgs } from "@pulumi/kubernetes/provider.js";
import type { GpuSoftwareTransforms, InClusterTransforms, Transform } from "@roadstead/cluster";

/** Arguments of each kind of child that GKE has. */
export interface GkeKinds {
  readonly network: NetworkArgs;
  readonly subnetwork: SubnetworkArgs;
  readonly router: RouterArgs;
  readonly nat: RouterNatArgs;
  readonly nodeServiceAccount: AccountArgs;
  /** Who may give the nodes their service account. */
  readonly nodeServiceAccountUse: AccountGrantArgs;
  readonly projectGrant: IAMMemberArgs;
  readonly keyRing: KeyRingArgs;
  readonly cryptoKey: CryptoKeyArgs;
  /** GKE's service agent, which uses the key. */
  readonly serviceAgent: ServiceIdentityArgs;
  readonly cryptoKeyUse: CryptoKeyIAMMemberArgs;
  readonly cluster: ClusterArgs;
  readonly nodePool: NodePoolArgs;
  readonly computeClass: CustomResourceArgs;
  readonly provider: ProviderArgs;
  readonly bucket: BucketArgs;
  readonly databaseInstance: DatabaseInstanceArgs;
  /** Who makes databases and logins. */
  readonly databaseAdmin: UserArgs;
  /** The address of a database server, and what leads from it to the server. */
  readonly databaseAddress: AddressArgs;
  readonly databaseEndpoint: ForwardingRuleArgs;
  /** Copy of the administrator's password. */
  readonly databaseSecret: SecretArgs;
  readonly databaseSecretVersion: SecretVersionArgs;
  /** Who the pods of one ServiceAccount are for Google. */
  readonly workloadAccount: AccountArgs;
  readonly workloadAccountUse: AccountGrantArgs;
  readonly bucketGrant: BucketIAMMemberArgs;
}

/**
 * Changes to the children before they are made.
 *
 * A node pool's transform runs once more while the layout is made: what it changes counts in the pool's physical
 * name. It then sees placeholders for its own name, the cluster's and the service account, so it must tell node pools
 * apart by `child.pool` and `args.nodeConfig.spot`.
 */
export type GkeTransforms = { readonly [K in keyof GkeKinds]?: Transform<GkeKinds[K]> } & {
  readonly gpuSoftware?: GpuSoftwareTransforms;
  readonly inCluster?: InClusterTransforms;
};
