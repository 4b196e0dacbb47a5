import type { core } from "@pulumi/kubernetes/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import type { ObjectStore } from "../stores/object-store.js";

/** What rclone calls the store in the scripts of pods that have {@link storeRemoteEnv}: ends in a slash. */
export const storePath = "store:${STORE_PATH}";

/** Variables that tell rclone of a store; credentials are those of the pod's identity. */
export function storeRemoteEnv(store: ObjectStore, prefix: string): core.v1.EnvVar[] {
  return [
    { name: "STORE_PATH", value: pulumi.interpolate`${store.bucket}/${store.prefix}${prefix}` },
    // By this name rclone reads and writes no file: all is in these variables.
    { name: "RCLONE_CONFIG", value: "/notfound" },
    { name: "RCLONE_CACHE_DIR", value: "/tmp" },
    ...Object.entries(store.scheme === "gs" ? googleRemote : s3Remote(store)).map(([key, value]) => ({
      name: `RCLONE_CONFIG_STORE_${key}`,
      value,
    })),
  ];
}

// Both without a look at the bucket: an identity may do nothing but what it was granted.
const googleRemote: Readonly<Record<string, string>> = {
  TYPE: "google cloud storage",
  ENV_AUTH: "true",
  BUCKET_POLICY_ONLY: "true",
  NO_CHECK_BUCKET: "true",
};

function s3Remote({ endpoint, region }: ObjectStore): Readonly<Record<string, pulumi.Input<string>>> {
  return {
    TYPE: "s3",
    PROVIDER: endpoint === undefined ? "AWS" : "Other",
    ENV_AUTH: "true",
    NO_CHECK_BUCKET: "true",
    ...(endpoint === undefined ? {} : { ENDPOINT: endpoint }),
    ...(region === undefined ? {} : { REGION: region }),
  };
}
