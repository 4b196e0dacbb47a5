import type { StatefulSetArgs } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import type { ConfigMapArgs } from "@pulumi/kubernetes/core/v1/configMap.js";
import type { core } from "@pulumi/kubernetes/types/input.js";
import { componentImages, type ImageOptions, shortHash } from "@roadstead/core";
import { imageFor } from "../images.js";
import { containerResources, hardenedPod, scratchVolume, secretEnv } from "./hardened-pod.js";
import { podLabels, roleSelector, type StoreIdentity, storeMetadata } from "./store-identity.js";

export const postgresPort = 5432;
export const serverRole = "server";
/** Superuser of a server in the cluster. */
export const postgresAdmin = "postgres";
/** Key of the server's Secret. */
export const adminPasswordKey = "password";

// Passwords over TLS only, and never in plain or as MD5; the socket is reached from within the container alone.
const hostRules = `local   all all           scram-sha-256
hostssl all all all       scram-sha-256
`;

const configDir = "/etc/postgresql";
const dataDir = "/var/lib/postgresql/data";
const tlsDir = "/tls";

/** Who may sign in, and how. */
export function hostRulesConfigMap(identity: StoreIdentity): ConfigMapArgs {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: storeMetadata(identity, `${identity.name}-config`),
    data: { "pg_hba.conf": hostRules },
  };
}

/**
 * One PostgreSQL server on one volume. It never runs twice: a StatefulSet starts a pod only when the one before it is
 * known to be gone.
 */
export function databaseStatefulSet(
  identity: StoreIdentity,
  { images, serviceAccount }: { readonly images: ImageOptions; readonly serviceAccount: string },
): StatefulSetArgs {
  const image = imageFor("postgres", componentImages.postgres, images);
  const selector = roleSelector(identity, serverRole);
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: storeMetadata(identity, identity.name),
    spec: {
      replicas: 1,
      serviceName: identity.name,
      selector: { matchLabels: { ...selector } },
      template: {
        metadata: {
          labels: podLabels(identity, serverRole),
          // A ConfigMap that changes restarts nothing by itself.
          annotations: { "roadstead.dev/config-hash": shortHash(hostRules) },
        },
        spec: hardenedPod({
          serviceAccount,
          images,
          // A fast shutdown writes everything out first.
          terminationGracePeriodSeconds: 120,
          initContainers: [certificateContainer(identity, image)],
          containers: [serverContainer(identity, image)],
          volumes: [
            { name: "data", persistentVolumeClaim: { claimName: identity.name } },
            { name: "config", configMap: { name: `${identity.name}-config`, defaultMode: 0o444 } },
            scratchVolume("tls", 1),
            scratchVolume("run", 1),
            scratchVolume("tmp", 512),
            // Parallel queries share memory here; the runtime's own is 64 MiB.
            { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "256Mi" } },
          ],
        }),
      },
    },
  };
}

/**
 * Makes a certificate that the server signs itself, anew at each start: clients ask for TLS and cannot verify it
 * (`sslMode: "require"`), so all that it does is to keep the line closed.
 */
function certificateContainer(identity: StoreIdentity, image: string): core.v1.Container {
  const host = `${identity.name}.${identity.namespace}.svc`;
  const command =
    `umask 077 && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 ` +
    `-subj "/CN=${identity.name}" -addext "subjectAltName=DNS:${host}" ` +
    `-keyout ${tlsDir}/server.key -out ${tlsDir}/server.crt`;
  return {
    name: "certificate",
    image,
    command: ["/bin/sh", "-euc", command],
    resources: containerResources({ cpu: ["20m", "500m"], memoryMib: [32, 64], scratchMib: [16, 64] }),
    volumeMounts: [{ name: "tls", mountPath: tlsDir }],
  };
}

function serverContainer(identity: StoreIdentity, image: string): core.v1.Container {
  const ready = ["pg_isready", "--quiet", "--host=127.0.0.1", `--port=${postgresPort}`];
  // 1 is the answer of one that starts, stops or recovers.
  const alive = ["/bin/sh", "-c", `${ready.join(" ")} || [ $? -eq 1 ]`];
  return {
    name: "postgres",
    image,
    args: ["postgres", ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    ports: [{ name: "postgres", containerPort: postgresPort }],
    env: [
      { name: "PGDATA", value: `${dataDir}/pgdata` },
      { name: "POSTGRES_USER", value: postgresAdmin },
      { name: "POSTGRES_INITDB_ARGS", value: "--data-checksums --auth=scram-sha-256 --encoding=UTF8" },
      secretEnv("POSTGRES_PASSWORD", `${identity.name}-admin`, adminPasswordKey),
    ],
    // Recovery after a crash replays up to 1 GiB of log, five minutes of a slow disk.
    startupProbe: { exec: { command: ready }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
    readinessProbe: { exec: { command: ready }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    // Restarting a busy server makes it recover as well: only one that does not answer for a minute.
    livenessProbe: { exec: { command: alive }, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 3 },
    resources: containerResources({ cpu: ["100m", "2"], memoryMib: [256, 1024], scratchMib: [64, 1024] }),
    volumeMounts: [
      { name: "data", mountPath: dataDir },
      { name: "config", mountPath: configDir, readOnly: true },
      { name: "tls", mountPath: tlsDir, readOnly: true },
      { name: "run", mountPath: "/var/run/postgresql" },
      { name: "tmp", mountPath: "/tmp" },
      { name: "shared-memory", mountPath: "/dev/shm" },
    ],
  };
}

/** What differs from PostgreSQL's own defaults. */
const settings: Readonly<Record<string, string>> = {
  hba_file: `${configDir}/pg_hba.conf`,
  ssl: "on",
  ssl_cert_file: `${tlsDir}/server.crt`,
  ssl_key_file: `${tlsDir}/server.key`,
  ssl_min_protocol_version: "TLSv1.2",
  password_encryption: "scram-sha-256",
  log_connections: "on",
  log_lock_waits: "on",
  // A client that hangs in a transaction keeps all from being cleaned up.
  idle_in_transaction_session_timeout: "15min",
};
