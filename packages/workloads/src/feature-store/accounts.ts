import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type * as pulumi from "@pulumi/pulumi";
import { type ObjectIdentity, objectMetadata } from "../parts/object-labels.js";

/** ServiceAccounts, by what their pods do: each has the rights for that and no others. */
export const serviceAccounts = {
  /** Registry and online servers: no right on any bucket. */
  server: "feast-server",
  /** The Jobs, which read data. */
  jobs: "feast-jobs",
  /** The offline server, which reads data, and writes what is pushed to it. */
  offline: "feast-offline",
  /** Writes dumps. */
  dump: "feast-dump",
} as const;

export type AccountPurpose = keyof typeof serviceAccounts;

/** No token is mounted but where a pod asks for it. */
export function serviceAccountManifest(
  identity: ObjectIdentity,
  name: string,
  annotations: Readonly<Record<string, pulumi.Input<string>>> = {},
): ServiceAccountArgs {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { ...objectMetadata(identity, name), annotations: { ...annotations } },
    automountServiceAccountToken: false,
  };
}
