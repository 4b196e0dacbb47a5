import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkEgress, ObjectStore, ObjectStoreArgs, StoreOwner } from "@roadstead/cluster";
import { parseArn } from "../arn.js";
import { bucketPolicy } from "./bucket-policy.js";
import { dataOptions } from "./data-options.js";
import { bucketName } from "./store-names.js";
import type { StoreScope } from "./store-scope.js";

const defaultNoncurrentDays = 30;

/** Parts of an upload that nobody finished cost like objects, and no listing shows them. */
const unfinishedUploadDays = 7;

/** S3's addresses are public ones, and private ones behind an interface endpoint. */
const s3Egress: readonly NetworkEgress[] = [
  {
    to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }],
    ports: [{ protocol: "TCP", port: 443 }],
  },
];

/** A private bucket: encrypted, with versions, without ACLs, reached by TLS alone. */
export function makeBucket(scope: StoreScope, name: string, args: ObjectStoreArgs, owner: StoreOwner): ObjectStore {
  const { clusterName, key, region, tags } = scope;
  const children = scope.childrenFor(owner.parent);
  const protection = args.deletionProtection ?? scope.layout.deletionProtection;
  const options = dataOptions(protection);
  const bucket = children.make(
    "bucket",
    Bucket,
    name,
    {
      region,
      bucket: pulumi
        .output(scope.accountRole)
        .apply((role) => bucketName({ clusterName, region, name }, parseArn(role)?.accountId ?? "")),
      forceDestroy: !protection,
      tags,
    },
    // It keeps its name for good: one that is not known yet at a preview must not look like another bucket.
    { ...options, ignoreChanges: ["bucket"] },
  );
  const of = { region, bucket: bucket.bucket };
  const closed = children.make(
    "bucketPublicAccessBlock",
    BucketPublicAccessBlock,
    name,
    { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    options,
  );
  // One after the other: S3 refuses changes to one bucket at the same time.
  const owned = children.make(
    "bucketOwnershipControls",
    BucketOwnershipControls,
    name,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { ...options, dependsOn: [closed] },
  );
  const policy = children.make(
    "bucketPolicy",
    BucketPolicy,
    name,
    { ...of, policy: bucket.arn.apply(bucketPolicy) },
    { ...options, dependsOn: [owned] },
  );
  const encryption = children.make(
    "bucketEncryption",
    BucketServerSideEncryptionConfiguration,
    name,
    { ...of, rules: [encryptionRule(key)] },
    options,
  );
  const versioning = children.make(
    "bucketVersioning",
    BucketVersioning,
    name,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    options,
  );
  const lifecycle = children.make(
    "bucketLifecycle",
    BucketLifecycleConfiguration,
    name,
    { ...of, rules: lifecycleRules(args.noncurrentDays ?? defaultNoncurrentDays) },
    { ...options, dependsOn: [versioning] },
  );
  return {
    scheme: "s3",
    bucket: bucket.bucket,
    prefix: "",
    uri: pulumi.interpolate`s3://${bucket.bucket}`,
    region: pulumi.output(region),
    egress: s3Egress,
    ready: [policy, encryption, versioning, lifecycle],
  };
}

function encryptionRule(key: pulumi.Output<string> | undefined) {
  if (key === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
    // One call to KMS for many objects.
    bucketKeyEnabled: true,
  };
}

function lifecycleRules(noncurrentDays: number) {
  const everything = { status: "Enabled", filter: {} };
  return [
    {
      ...everything,
      id: "noncurrent-versions",
      noncurrentVersionExpiration: { noncurrentDays },
      // What is left of a deleted object when its versions are gone.
      expiration: { expiredObjectDeleteMarker: true },
    },
    {
      ...everything,
      id: "unfinished-uploads",
      abortIncompleteMultipartUpload: { daysAfterInitiation: unfinishedUploadDays },
    },
  ];
}
