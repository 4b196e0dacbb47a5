import { shortHash } from "@roadstead/core";

// Limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, RDS CreateDBInstance, IAM
// CreateRole.
const longestBucketName = 63;
const longestServerName = 63;
const longestRoleName = 64;

/** What makes a name of one cluster's store its own. */
export interface StoreKey {
  readonly clusterName: string;
  readonly region: string;
  /** Name that the component gives. */
  readonly name: string;
}

/** Name of a bucket. Buckets are known to all accounts, so the account is in the hash. */
export function bucketName(key: StoreKey, accountId: string): string {
  return hashed(dashed(`${key.clusterName}-${key.name}`), { ...key, accountId }, longestBucketName);
}

/** Name of a database server and of all that it stands on; RDS takes no digit first and no two dashes in a row. */
export function serverName(key: StoreKey): string {
  const name = dashed(`${key.clusterName}-${key.name}`);
  return hashed(/^[a-z]/.test(name) ? name : `db-${name}`, { ...key }, longestServerName);
}

/**
 * Name of the role of one service account. Roles are global in an account, so the region is in the hash, and so is the
 * path, which IAM cannot change.
 */
export function workloadRoleName(
  account: { readonly clusterName: string; readonly namespace: string; readonly serviceAccount: string },
  region: string,
  path: string,
): string {
  const { clusterName, namespace, serviceAccount } = account;
  return hashed(`${clusterName}-${namespace}-${serviceAccount}`, { ...account, region, path }, longestRoleName);
}

/** Small letters, digits and single dashes, none at an end. */
function dashed(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function hashed(name: string, of: Readonly<Record<string, string>>, longest: number): string {
  const tail = `-${shortHash(of)}`;
  return name.slice(0, longest - tail.length).replace(/-$/, "") + tail;
}
