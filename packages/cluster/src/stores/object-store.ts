import type * as pulumi from "@pulumi/pulumi";
import type { NetworkEgress, StoreOwner } from "./store-owner.js";

/** What a workload wants of a bucket, the same on every target. */
export interface ObjectStoreArgs {
  /** Namespace of what runs in the cluster for the store; it must exist, or be among the owner's `dependsOn`. */
  readonly namespace: string;
  /** Volume of a store that runs in the cluster, GiB; a cloud's bucket has no size. @default 50 */
  readonly sizeGib?: number;
  /** Days that overwritten and deleted objects are kept, where the store has versions. @default 30 */
  readonly noncurrentDays?: number;
  /** Whether the bucket is protected and kept when its resource is removed. @default the cluster's `deletionProtection` */
  readonly deletionProtection?: boolean;
}

/** A bucket, or a prefix of one, and how it is reached. Who may read and write it is said by `identity`. */
export interface ObjectStore {
  /** "gs" is Google Cloud Storage; all others speak S3. */
  readonly scheme: "s3" | "gs";
  readonly bucket: pulumi.Output<string>;
  /** "" for the whole bucket, else with a slash at its end. */
  readonly prefix: string;
  /** `s3://bucket/prefix` or `gs://bucket/prefix`, without a slash at its end. */
  readonly uri: pulumi.Output<string>;
  /** URL of an S3-compatible store; undefined where it is the cloud's own. */
  readonly endpoint?: pulumi.Output<string>;
  readonly region?: pulumi.Output<string>;
  /** What a pod that uses the store must reach, beside DNS. */
  readonly egress: readonly NetworkEgress[];
  /** What must be there before the store is used. */
  readonly ready: readonly pulumi.Resource[];
}

export type MakeObjectStore = (name: string, args: ObjectStoreArgs, owner: StoreOwner) => ObjectStore;
