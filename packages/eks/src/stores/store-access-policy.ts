import { dnsSuffixOf, partitionOf } from "../partition.js";

/** A grant with everything known. */
export interface BucketGrant {
  readonly bucket: string;
  /** "" for the whole bucket, else with a slash at its end. */
  readonly prefix: string;
  readonly access: "read" | "write";
}

const readActions = ["s3:GetObject"];
/** No rights on versions: what a workload overwrites or deletes can be brought back. */
const writeActions = [
  ...readActions,
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:AbortMultipartUpload",
  "s3:ListMultipartUploadParts",
];

/**
 * What a service account may do: the objects below each prefix, the list of them, and the key that they are encrypted
 * with, through S3 alone.
 *
 * @param key ARN of the KMS key of the buckets; undefined where S3 has keys of its own
 */
export function storeAccessPolicy(region: string, grants: readonly BucketGrant[], key: string | undefined): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      ...grants.flatMap((grant) => bucketStatements(region, grant)),
      ...(key === undefined ? [] : [keyStatement(region, grants, key)]),
    ],
  });
}

function bucketStatements(region: string, { access, bucket, prefix }: BucketGrant): readonly object[] {
  const bucketArn = s3Arn(region, bucket);
  return [
    {
      Effect: "Allow",
      Action: access === "write" ? writeActions : readActions,
      Resource: `${bucketArn}/${prefix}*`,
    },
    {
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: bucketArn,
      ...(prefix === "" ? {} : { Condition: { StringLike: { "s3:prefix": `${prefix}*` } } }),
    },
  ];
}

function keyStatement(region: string, grants: readonly BucketGrant[], key: string): object {
  const buckets = [...new Set(grants.map(({ bucket }) => s3Arn(region, bucket)))];
  const writes = grants.some(({ access }) => access === "write");
  return {
    Effect: "Allow",
    // The parts of a large upload are read again when they are put together.
    Action: writes ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
    Resource: key,
    Condition: {
      StringEquals: { "kms:ViaService": `s3.${region}.${dnsSuffixOf(region)}` },
      // The bucket for objects under its own key, the object for others.
      StringLike: { "kms:EncryptionContext:aws:s3:arn": buckets.flatMap((bucket) => [bucket, `${bucket}/*`]) },
    },
  };
}

function s3Arn(region: string, bucket: string): string {
  return ["arn", partitionOf(region), "s3", "", "", bucket].join(":");
}
