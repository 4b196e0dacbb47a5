import type { StatefulSetArgs } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import type * as pulumi from "@pulumi/pulumi";
import { componentImages, type ImageOptions } from "@roadstead/core";
import { imageFor } from "../images.js";
import { containerResources, hardenedPod, scratchVolume, secretEnv } from "./hardened-pod.js";
import { podLabels, roleSelector, type StoreIdentity, storeMetadata } from "./store-identity.js";

export const objectStorePort = 7070;
export const objectStoreRole = "server";

/** Keys of the server's Secret; the variables of the same names are the gateway's own. */
export const rootAccessKey = "ROOT_ACCESS_KEY_ID";
export const rootSecretKey = "ROOT_SECRET_ACCESS_KEY";

export function rootSecretName({ name }: StoreIdentity): string {
  return `${name}-root`;
}

const dataDir = "/data";

export interface ObjectStoreServer {
  readonly images: ImageOptions;
  readonly serviceAccount: string;
  readonly region: string;
  /** Changes with the root key, so that the gateway starts again with it. */
  readonly rootHash: pulumi.Input<string>;
}

/**
 * One S3 gateway over a folder of one volume: buckets are folders, objects are files. Without versions: the gateway
 * has no lifecycle that would end them, and keeps a deleted object twice.
 */
export function objectStoreStatefulSet(identity: StoreIdentity, options: ObjectStoreServer): StatefulSetArgs {
  const { images, serviceAccount, region, rootHash } = options;
  const health = { httpGet: { path: "/healthz", port: objectStorePort } };
  const folder = (name: string) => `${dataDir}/${name}`;
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: storeMetadata(identity, identity.name),
    spec: {
      replicas: 1,
      serviceName: identity.name,
      selector: { matchLabels: { ...roleSelector(identity, objectStoreRole) } },
      template: {
        metadata: {
          labels: podLabels(identity, objectStoreRole),
          annotations: { "roadstead.dev/secret-hash": rootHash },
        },
        spec: hardenedPod({
          serviceAccount,
          images,
          containers: [
            {
              name: "versitygw",
              image: imageFor("versitygw", componentImages.versitygw, images),
              command: [
                "/bin/sh",
                "-euc",
                `mkdir -p ${folder("objects")} ${folder("accounts")}\n` +
                  `exec versitygw --port :${objectStorePort} --region ${region} --health /healthz --quiet ` +
                  `--iam-dir ${folder("accounts")} posix ${folder("objects")}\n`,
              ],
              ports: [{ name: "s3", containerPort: objectStorePort }],
              env: [rootAccessKey, rootSecretKey].map((key) => secretEnv(key, rootSecretName(identity), key)),
              startupProbe: { ...health, periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 30 },
              readinessProbe: { ...health, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
              // No restart mends one that is slow to answer: only one that takes no connections.
              livenessProbe: {
                tcpSocket: { port: objectStorePort },
                periodSeconds: 20,
                timeoutSeconds: 10,
                failureThreshold: 3,
              },
              // Measured: 44 MiB at rest, 52 MiB with eight parts in flight; each has a buffer of 1 MiB.
              resources: containerResources({ cpu: ["50m", "2"], memoryMib: [128, 512], scratchMib: [64, 256] }),
              volumeMounts: [
                { name: "data", mountPath: dataDir },
                { name: "tmp", mountPath: "/tmp" },
              ],
            },
          ],
          volumes: [{ name: "data", persistentVolumeClaim: { claimName: identity.name } }, scratchVolume("tmp", 64)],
        }),
      },
    },
  };
}
