import type * as pulumi from "@pulumi/pulumi";
import type { ObjectStore } from "./object-store.js";
import type { NetworkEgress, StoreOwner } from "./store-owner.js";

/** A right on one store, or on a prefix of it. */
export interface StoreGrant {
  readonly store: ObjectStore;
  /** "write" is read, write and delete of objects; neither changes the bucket itself. */
  readonly access: "read" | "write";
  /** Below the store's own prefix; with a slash at its end. @default all of the store */
  readonly prefix?: string;
}

/** How the pods of one ServiceAccount sign in to the stores that they were granted. */
export interface WorkloadIdentity {
  /** Of the ServiceAccount, which the asking component makes. */
  readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Of every container that uses a store. Credentials are references to Secrets (elsewhere than on a cloud), never
   * values; MLflow, boto3, rclone and Google's clients all read these names.
   */
  readonly env: readonly IdentityEnv[];
  /** What such a pod must reach to sign in: the agent of EKS Pod Identity, GKE's metadata server. */
  readonly egress: readonly NetworkEgress[];
  /** What pods must wait for: a pod that starts before its identity is there has none. */
  readonly ready: readonly pulumi.Resource[];
}

export type IdentityEnv =
  | { readonly name: string; readonly value: pulumi.Input<string> }
  | {
      readonly name: string;
      readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
    };

export type MakeIdentity = (
  namespace: string,
  serviceAccount: string,
  grants: readonly StoreGrant[],
  owner: StoreOwner,
) => WorkloadIdentity;
