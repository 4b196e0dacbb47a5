import type { BucketArgs } from "@pulumi/gcp/storage/bucket.js";
import type { GkeScope } from "../scope.js";
import { bucketName } from "./store-names.js";

export interface BucketShape {
  /** Name that the component gives. */
  readonly name: string;
  readonly noncurrentDays: number;
  readonly isProtected: boolean;
}

/** Days that Google keeps what was deleted for good, the least that it takes. */
const softDeleteDays = 7;

/** A private bucket with versions in the cluster's region. Google encrypts it, and has no way to read it without TLS. */
export function bucketArgs(
  scope: Pick<GkeScope, "project" | "clusterName" | "region" | "labels">,
  shape: BucketShape,
): BucketArgs {
  const { project, clusterName, region, labels } = scope;
  return {
    project,
    name: bucketName({ project, clusterName, name: shape.name }),
    // As the API gives it back.
    location: region.toUpperCase(),
    storageClass: "STANDARD",
    labels: { ...labels },
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    versioning: { enabled: true },
    lifecycleRules: [
      {
        action: { type: "Delete" },
        condition: { daysSinceNoncurrentTime: shape.noncurrentDays, withState: "ARCHIVED" },
      },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
    ],
    // What is not protected is to be gone, and paid for, no longer than it stands.
    softDeletePolicy: { retentionDurationSeconds: shape.isProtected ? softDeleteDays * 24 * 60 * 60 : 0 },
    forceDestroy: !shape.isProtected,
  };
}
