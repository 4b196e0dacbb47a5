import { shortHash } from "@roadstead/core";
import { physicalName } from "../physical-name.js";

// https://cloud.google.com/storage/docs/buckets#naming
const bucketNameLimit = 63;
// https://cloud.google.com/sql/docs/postgres/create-instance: 98 with the project, of which 30 are the project's.
const instanceNameLimit = 50;
const accountIdLimit = 30;

/** Everything that tells the stores of one cluster from all others. */
export interface StoreKey {
  readonly project: string;
  readonly clusterName: string;
  /** Name that the component gives. */
  readonly name: string;
}

/** Name of a bucket. All of Google's customers share the names, so it begins with the project. */
export function bucketName({ project, clusterName, name }: StoreKey): string {
  const wanted = physicalName([project, clusterName, name], bucketNameLimit);
  return bucketNameFault(wanted) === undefined ? wanted : physicalName([shortHash([project, clusterName, name])], 63);
}

/** What Cloud Storage says against a name. https://cloud.google.com/storage/docs/buckets#naming */
export function bucketNameFault(name: string): string | undefined {
  if (!/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(name)) {
    return "must have 3 to 63 lower-case letters, digits, dashes, dots and underscores, a letter or digit at both ends";
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "must not look like an IP address";
  if (name.includes(".")) return "has a dot, which makes it a domain that somebody must own";
  return /^goog|g[o0]{2}gle/.test(name) ? 'must not begin with "goog" or contain "google"' : undefined;
}

/** Name of a database server, to which a suffix comes: Cloud SQL gives a name a second time only after a week. */
export function instancePrefix({ clusterName, name }: StoreKey): string {
  return physicalName([clusterName, name], instanceNameLimit);
}

/** Account id of one Kubernetes ServiceAccount. */
export function workloadAccountId(clusterName: string, namespace: string, serviceAccount: string): string {
  return physicalName([clusterName, namespace, serviceAccount], accountIdLimit);
}
