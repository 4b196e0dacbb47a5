import type { core } from "@pulumi/kubernetes/types/input.js";
import type { ObjectStore, WorkloadIdentity } from "@roadstead/cluster";
import * as pulumi from "@pulumi/pulumi";
import { configPath } from "./feast-container.js";

/** Folders of the bucket: what pipelines write and Feast reads, and what dumps are kept in. */
export const dataPrefix = "data/";
export const dumpPrefix = "dumps/";

/**
 * Environment of a container that reads the data of features: `FEATURE_DATA_URI`, which definitions build their paths
 * from, `FEATURE_DATA_ENDPOINT` where the store is not the cloud's own, and the pod's credentials. Python finds the module
 * by which Feast opens buckets.
 */
export function dataEnv({ uri, endpoint }: ObjectStore, identity: Pick<WorkloadIdentity, "env">): core.v1.EnvVar[] {
  return [
    { name: "FEATURE_DATA_URI", value: pulumi.interpolate`${uri}/data` },
    ...(endpoint === undefined ? [] : [{ name: "FEATURE_DATA_ENDPOINT", value: endpoint }]),
    { name: "PYTHONPATH", value: configPath },
    ...identity.env,
  ];
}
