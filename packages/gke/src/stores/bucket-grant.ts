import type { BucketIAMMemberArgs } from "@pulumi/gcp/storage/bucketIAMMember.js";
import * as pulumi from "@pulumi/pulumi";
import type { StoreGrant } from "@roadstead/cluster";
import { shortHash } from "@roadstead/core";

// Neither reads or changes the bucket itself, nor who may do what with it.
const roles = { read: "roles/storage.objectViewer", write: "roles/storage.objectUser" } as const;

/** A grant as Google writes it, and what tells it from the other grants of an account. */
export function bucketGrant(
  { store, access, prefix = "" }: StoreGrant,
  storeName: string,
): { readonly suffix: string; readonly args: Omit<BucketIAMMemberArgs, "member"> } {
  const below = `${store.prefix}${prefix}`;
  const args = { bucket: store.bucket, role: roles[access] };
  const suffix = `${storeName}-${access}`;
  if (below === "") return { suffix, args };
  return {
    suffix: `${suffix}-${shortHash(below)}`,
    args: { ...args, condition: { title: `${access} below a prefix`, expression: belowPrefix(store.bucket, below) } },
  };
}

/**
 * Objects are matched by name. A list asks for the bucket, and is let through for what begins with the prefix.
 * https://cloud.google.com/iam/docs/conditions-attribute-reference#api-attributes
 */
function belowPrefix(bucket: pulumi.Output<string>, prefix: string): pulumi.Output<string> {
  const objects = pulumi.interpolate`resource.name.startsWith("projects/_/buckets/${bucket}/objects/${prefix}")`;
  return pulumi.interpolate`${objects} || api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("${prefix}")`;
}
