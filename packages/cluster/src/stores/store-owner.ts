import type * as pulumi from "@pulumi/pulumi";

/** Whose child a store is: the component that asks for it, not the cluster. */
export interface StoreOwner {
  readonly parent: pulumi.Resource;
  /** What Kubernetes objects of the store must wait for, beside the cluster itself: their namespace. */
  readonly dependsOn?: readonly pulumi.Resource[];
}

/** One entry of a NetworkPolicy's `egress`, as Kubernetes writes it. */
export interface NetworkEgress {
  readonly to?: readonly NetworkPeer[];
  readonly ports: readonly { readonly protocol: "TCP" | "UDP"; readonly port: number }[];
}

/** An address that the cloud gives, such as a database's, is known when it is there. */
export type NetworkPeer =
  | { readonly ipBlock: { readonly cidr: pulumi.Input<string>; readonly except?: readonly string[] } }
  | {
      readonly namespaceSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
      readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    };
