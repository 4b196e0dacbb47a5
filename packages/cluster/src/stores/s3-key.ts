import type { SecretArgs } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../object-labels.js";
import type { IdentityEnv } from "./workload-identity.js";

/** A key of an S3-compatible store. */
export interface S3Key {
  readonly accessKeyId: pulumi.Input<string>;
  readonly secretAccessKey: pulumi.Input<string>;
}

/** The Secret by which the pods of a ServiceAccount sign in. */
export function s3KeySecret(namespace: string, serviceAccount: string, key: S3Key): SecretArgs {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: secretName(serviceAccount), namespace, labels: objectLabels("store-key") },
    type: "Opaque",
    stringData: {
      [accessKeyId]: pulumi.secret(key.accessKeyId),
      [secretAccessKey]: pulumi.secret(key.secretAccessKey),
    },
  };
}

/** Variables that every S3 client reads, and the store's address for those that read it too. */
export function s3KeyEnv(
  serviceAccount: string,
  store: { readonly region: string; readonly endpoint: pulumi.Input<string> },
): readonly IdentityEnv[] {
  const name = secretName(serviceAccount);
  return [
    ...[accessKeyId, secretAccessKey].map((key) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } })),
    { name: "AWS_REGION", value: store.region },
    { name: "AWS_DEFAULT_REGION", value: store.region },
    { name: "AWS_ENDPOINT_URL_S3", value: store.endpoint },
  ];
}

// Keys of the Secret, named after the variables that they become.
const accessKeyId = "AWS_ACCESS_KEY_ID";
const secretAccessKey = "AWS_SECRET_ACCESS_KEY";

function secretName(serviceAccount: string): string {
  return `${serviceAccount}-store-key`;
}
