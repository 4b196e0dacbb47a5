import { imageFor, type NetworkEgress } from "@roadstead/cluster";
import type { ClusterSummary, ImageOptions, ServerExposure } from "@roadstead/core";
import { serverExposure } from "../parts/exposure.js";
import type { ObjectIdentity } from "../parts/object-labels.js";
import type { RegistryMetrics, ModelRegistrySpec, RegistryExposure } from "./config.js";
import { defaultBackupDays, dumpPrefix } from "./store-request.js";
import { type RegistrySize, registrySizes, serverMemoryMib } from "./sizes.js";
import { defaultMlflowVersion, mlflowImage } from "./versions.js";

/** The resolved spec of a registry: plain, with every default filled in. */
export interface RegistryLayout {
  readonly identity: ObjectIdentity;
  /** Name of the cluster. */
  readonly cluster: string;
  readonly version: string;
  readonly image: string;
  readonly images: ImageOptions;
  readonly size: RegistrySize;
  readonly memoryMib: readonly [request: number, limit: number];
  readonly jobs: boolean;
  /** URL for pods of the cluster. */
  readonly url: string;
  /** Names under which the Service is known in the cluster, shortest first. */
  readonly hosts: readonly string[];
  readonly expose?: RegistryExposure;
  readonly exposure?: ServerExposure;
  readonly metrics?: RegistryMetrics;
  readonly egress: readonly NetworkEgress[];
  /** Days that nightly dumps are kept. */
  readonly backupDays: number;
  /** The dump that is put back; no server runs meanwhile. */
  readonly restore?: { readonly dump: string; readonly folder: string };
  readonly garbage: { readonly schedule: string; readonly days: number };
  readonly deletionProtection: boolean;
}

/** Name of the Service and of most other objects: the namespace tells registries apart. */
export const serverName = "mlflow";
export const serverPort = 5000;

/** Resolves a spec that has no problems. */
export function layoutRegistry(
  name: string,
  spec: ModelRegistrySpec,
  cluster: Pick<ClusterSummary, "name" | "images" | "deletionProtection">,
): RegistryLayout {
  const namespace = spec.namespace ?? name;
  const version = spec.version ?? defaultMlflowVersion;
  const size = typeof spec.size === "object" ? spec.size : registrySizes[spec.size ?? "small"];
  const jobs = spec.jobs ?? false;
  const service = `${serverName}.${namespace}`;
  return {
    identity: { software: "mlflow", component: name, namespace },
    cluster: cluster.name,
    version,
    image: imageFor("mlflow", mlflowImage(version), cluster.images),
    images: cluster.images,
    size,
    memoryMib: serverMemoryMib(size.workers, jobs),
    jobs,
    url: `http://${service}.svc:${serverPort}`,
    hosts: [serverName, service, `${service}.svc`, `${service}.svc.${spec.clusterDomain ?? "cluster.local"}`],
    ...(spec.expose === undefined ? {} : { expose: spec.expose, exposure: serverExposure(spec.expose) }),
    ...(spec.metrics === undefined ? {} : { metrics: spec.metrics }),
    egress: spec.egress ?? [],
    backupDays: spec.backups?.days ?? defaultBackupDays,
    ...(spec.restore === undefined
      ? {}
      : { restore: { dump: spec.restore.dump, folder: spec.restore.folder ?? dumpPrefix } }),
    garbage: { schedule: spec.garbage?.schedule ?? "43 3 * * 0", days: spec.garbage?.days ?? 30 },
    deletionProtection: spec.deletionProtection ?? cluster.deletionProtection,
  };
}
