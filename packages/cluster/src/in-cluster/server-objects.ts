import type { PersistentVolumeClaimArgs } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import type { ServiceArgs } from "@pulumi/kubernetes/core/v1/service.js";
import type { NetworkEgress } from "../stores/store-owner.js";
import { roleSelector, type StoreIdentity, storeMetadata } from "./store-identity.js";

/** The volume of a server: all of its data. */
export function volumeClaim(
  identity: StoreIdentity,
  { sizeGib, storageClass }: { readonly sizeGib: number; readonly storageClass: string },
): PersistentVolumeClaimArgs {
  const metadata = storeMetadata(identity, identity.name);
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    // Where volumes are made for the pod that wants them, a claim is bound only when its server is there.
    metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: storageClass,
      resources: { requests: { storage: `${sizeGib}Gi` } },
    },
  };
}

/** Name and address of a server in the cluster. */
export function serverService(identity: StoreIdentity, role: string, port: number): ServiceArgs {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: storeMetadata(identity, identity.name),
    spec: {
      selector: { ...roleSelector(identity, role) },
      ports: [{ name: identity.software, port, targetPort: port, protocol: "TCP" }],
    },
  };
}

export function serviceHost({ name, namespace }: StoreIdentity): string {
  return `${name}.${namespace}.svc`;
}

/** The way to a server in the cluster, for policies of those who use it. */
export function serverEgress(identity: StoreIdentity, role: string, port: number): NetworkEgress {
  return {
    to: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": identity.namespace } },
        podSelector: { matchLabels: roleSelector(identity, role) },
      },
    ],
    ports: [{ protocol: "TCP", port }],
  };
}
