import * as pulumi from "@pulumi/pulumi";
import { storeObjects } from "../in-cluster/store-objects.js";
import type { StoreContext } from "./cluster-stores.js";
import type { ObjectStoreMaker } from "./makers.js";
import { s3KeyEnv, s3KeySecret, s3KeySecretName } from "./s3-key.js";
import { egressTo } from "./store-egress.js";
import type { ExistingObjectStore } from "./stores-config.js";

/**
 * An S3-compatible store that runs already. Each workload has a prefix of its bucket, named after the store; all
 * have the one key that the factory gives, since nobody here may make others.
 */
export function existingObjectStore(context: StoreContext, config: ExistingObjectStore): ObjectStoreMaker {
  const region = config.region ?? defaultS3Region;
  const egress = [egressTo(endpointAddress(config.endpoint), config.cidrs)];
  return {
    objectStore(name) {
      const prefix = `${config.prefix ?? ""}${name}/`;
      return {
        scheme: "s3",
        bucket: pulumi.output(config.bucket),
        prefix,
        uri: pulumi.output(`s3://${config.bucket}/${prefix.slice(0, -1)}`),
        endpoint: pulumi.output(config.endpoint),
        region: pulumi.output(region),
        egress,
        ready: [],
      };
    },
    identity(namespace, serviceAccount, _grants, owner) {
      const secretName = s3KeySecretName(serviceAccount);
      const secret = storeObjects(context, owner).make(
        "secret",
        `${context.cluster}-${namespace}-${serviceAccount}-store-key`,
        s3KeySecret(namespace, secretName, config),
      );
      return {
        annotations: {},
        env: s3KeyEnv(secretName, { region, endpoint: config.endpoint }),
        egress: [],
        ready: [secret],
      };
    },
  };
}

/** Region of stores that have none: what S3 clients sign with. */
export const defaultS3Region = "us-east-1";

function endpointAddress(endpoint: string): { readonly host: string; readonly port: number } {
  const { hostname, port, protocol } = new URL(endpoint);
  return { host: hostname, port: port === "" ? (protocol === "http:" ? 80 : 443) : Number(port) };
}
