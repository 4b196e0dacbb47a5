import type { core } from "@pulumi/kubernetes/types/input.js";
import { imageFor } from "@roadstead/cluster";
import { componentImages } from "@roadstead/core";
import { scratchMount } from "../parts/pod-template.js";
import type { DatabaseAddress, FeatureStoreLayout } from "./layout.js";

export const configMapName = "feast";
export const registrySecret = "feast-registry-database";
export const onlineSecret = "feast-online-store";
/** Where the ConfigMap is. */
export const configPath = "/etc/feast";

export function feastImage({ images }: Pick<FeatureStoreLayout, "images">): string {
  return imageFor("feast", componentImages.feast, images);
}

/** Options of `feast` before the command: which repository, and which configuration. */
export function feastOptions(repository: string): string[] {
  return ["--chdir", repository, "--feature-store-yaml", `${configPath}/feature_store.yaml`];
}

/** `verify`: nothing but the Job that applies the definitions changes tables. */
export type SchemaMode = "auto" | "verify";

/** Environment of a container that uses the registry. */
export function registryEnv(database: DatabaseAddress, schemaMode: SchemaMode): core.v1.EnvVar[] {
  return [
    { name: "HOME", value: "/tmp" },
    { name: "PYTHONDONTWRITEBYTECODE", value: "1" },
    { name: "PYTHONUNBUFFERED", value: "1" },
    { name: "FEAST_SCHEMA_MODE", value: schemaMode },
    { name: "FEAST_REGISTRY_PORT", value: String(database.port) },
    { name: "FEAST_REGISTRY_SSLMODE", value: database.sslMode },
    ...["HOST", "DATABASE", "USER"].map((key) => fromSecret(`FEAST_REGISTRY_${key}`, registrySecret)),
    fromSecret("PGPASSWORD", registrySecret),
  ];
}

/** Environment of a container that uses the online store, beside that of the registry. */
export function onlineEnv({ redis }: FeatureStoreLayout): core.v1.EnvVar[] {
  if (redis === undefined) {
    return ["HOST", "DATABASE", "USER", "PASSWORD"].map((key) => fromSecret(`FEAST_ONLINE_${key}`, onlineSecret));
  }
  return redis.password === undefined ? [] : [fromSecret("FEAST_REDIS_PASSWORD", onlineSecret)];
}

function fromSecret(name: string, secret: string): core.v1.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key: name } } };
}

export const configVolume: core.v1.Volume = { name: "config", configMap: { name: configMapName } };
export const configMount: core.v1.VolumeMount = { name: "config", mountPath: configPath, readOnly: true };
/** What every container of Feast mounts. */
export const feastMounts: core.v1.VolumeMount[] = [configMount, scratchMount];
