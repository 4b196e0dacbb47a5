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
import type { AccountArgs } from "@pulumi/gcp/serviceaccount/account.js";
import type { CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { ProviderArgs } from "@pulumi/kubernetes/provider.js";
import type { IAMMemberArgs as AccountGrantArgs } from "@pulumi/gcp/serviceaccount/iammember.js";
import type { GpuSoftwareTransforms, Transform } from "@roadstead/cluster";

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
};
