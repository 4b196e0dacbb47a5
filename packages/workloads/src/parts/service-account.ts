import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type * as pulumi from "@pulumi/pulumi";
import { type ObjectIdentity, objectMetadata } from "./object-labels.js";

/** No token is mounted but where a pod asks for it. */
export function serviceAccountManifest(
  identity: ObjectIdentity,
  name: string,
  annotations: Readonly<Record<string, pulumi.Input<string>>> = {},
): ServiceAccountArgs {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: {
      ...objectMetadata(identity, name),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...annotations } }),
    },
    automountServiceAccountToken: false,
  };
}
