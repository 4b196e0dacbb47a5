import { canonicalJson } from "@roadstead/core";

/** What one account of a gateway may do in its bucket. */
export interface AccountGrant {
  /** Access key id. */
  readonly account: string;
  readonly access: "read" | "write";
  /** With a slash at its end, or "" for the whole bucket. */
  readonly prefix: string;
}

/** The bucket's policy for all accounts, as JSON. An account without a grant may do nothing. */
export function bucketPolicy(bucket: string, grants: readonly AccountGrant[]): string {
  return canonicalJson({ Version: "2012-10-17", Statement: grants.flatMap((grant) => statements(bucket, grant)) });
}

const objectActions = {
  read: ["s3:GetObject"],
  write: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
} as const satisfies Readonly<Record<AccountGrant["access"], readonly string[]>>;

function statements(bucket: string, { account, access, prefix }: AccountGrant) {
  const principal = { Effect: "Allow", Principal: { AWS: [account] } };
  const below = prefix === "" ? {} : { Condition: { StringLike: { "s3:prefix": [`${prefix}*`] } } };
  return [
    { ...principal, Action: objectActions[access], Resource: [resourceName(`${bucket}/${prefix}*`)] },
    { ...principal, Action: ["s3:ListBucket"], Resource: [resourceName(bucket)], ...below },
    ...(access === "write"
      ? [{ ...principal, Action: ["s3:ListBucketMultipartUploads"], Resource: [resourceName(bucket)] }]
      : []),
  ];
}

/** The gateway's own spelling, which has the name of no partition of AWS but this one, wherever it runs. */
function resourceName(resource: string): string {
  return ["arn", "aws", "s3", "", "", resource].join(":");
}
