import type { SecretArgs } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../object-labels.js";
import type { IdentityEnv } from "./workload-identity.js";

/** A key of an S3-compatible store. */
export interface S3Key {
  readonly accessKeyId: pulumi.Input<string>;
  readonly secretAccessKey: pulumi.Input<string>;
}

/** Keys of the Secret, named after the variables that they become. */
export const s3KeyNames = { id: "AWS_ACCESS_KEY_ID", secret: "AWS_SECRET_ACCESS_KEY" } as const;

/** Name of the Secret by which the pods of a ServiceAccount sign in. */
export function s3KeySecretName(serviceAccount: string): string {
  return `${serviceAccount}-store-key`;
}

export function s3KeySecret(namespace: string, name: string, key: S3Key): SecretArgs {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, labels: objectLabels("store-key") },
    type: "Opaque",
    stringData: {
      [s3KeyNames.id]: pulumi.secret(key.accessKeyId),
      [s3KeyNames.secret]: pulumi.secret(key.secretAccessKey),
    },
  };
}

/** Variables that every S3 client reads, and the store's address for those that read it too. */
export function s3KeyEnv(
  secretName: string,
  store: { readonly region: string; readonly endpoint: pulumi.Input<string> },
): readonly IdentityEnv[] {
  return [
    ...Object.values(s3KeyNames).map((key) => ({
      name: key,
      valueFrom: { secretKeyRef: { name: secretName, key } },
    })),
    { name: "AWS_REGION", value: store.region },
    { name: "AWS_DEFAULT_REGION", value: store.region },
    { name: "AWS_ENDPOINT_URL_S3", value: store.endpoint },
  ];
}
