import type { Database, ObjectStore } from "@roadstead/cluster";
import type { ImageOptions } from "@roadstead/core";
import type { Exposure } from "../parts/exposure.js";
import type { ObjectIdentity } from "../parts/object-labels.js";
import type {
  FeatureStoreArgs,
  FeatureStoreAuth,
  MaterializationOptions,
  FeatureMetricsOptions,
  OfflineFeaturesOptions,
  RedisStore,
} from "./feature-store-args.js";
import { type FeatureRepository, repositoryContent } from "./repository.js";
import { type FeatureStoreSize, featureStoreSizes } from "./sizes.js";

/** A feature store with every default filled in. Plain, but for secrets that nothing here reads. */
export interface FeatureStoreLayout {
  readonly identity: ObjectIdentity;
  readonly project: string;
  readonly images: ImageOptions;
  readonly size: FeatureStoreSize;
  readonly auth: FeatureStoreAuth;
  readonly repository: FeatureRepository;
  /** Whether there is a REST registry. */
  readonly rest: boolean;
  /** undefined for PostgreSQL. */
  readonly redis?: RedisStore;
  readonly offlineStore: NonNullable<OfflineFeaturesOptions["store"]>;
  readonly offlineServer: boolean;
  readonly sources: readonly ObjectStore[];
  /** undefined where nothing is materialised on a schedule. */
  readonly materialization?: Required<MaterializationOptions>;
  readonly metrics?: Required<FeatureMetricsOptions>;
  readonly expose?: Exposure<"oidc">;
  readonly backupDays: number;
  readonly deletionProtection: boolean;
}

/** How pods reach PostgreSQL, as far as it is known before anything is made. */
export type DatabaseAddress = Pick<Database, "port" | "sslMode">;

/** Databases of a feature store: what cannot be lost, and what can be filled again. */
export const registryDatabase = "feast_registry";
export const onlineDatabase = "feast_online";

/** Resolves arguments that have no problems. */
export function layoutFeatureStore(name: string, args: FeatureStoreArgs): FeatureStoreLayout {
  const { cluster, size = "small", onlineStore = "postgres", materialization = {} } = args;
  return {
    identity: { software: "feast", component: name, namespace: args.namespace ?? name },
    project: args.project ?? defaultProject(name),
    images: cluster.summary.images,
    size: typeof size === "string" ? featureStoreSizes[size] : size,
    auth: args.auth ?? { kind: "kubernetes" },
    repository: args.repository,
    rest: args.registry?.rest ?? false,
    ...(onlineStore === "postgres" ? {} : { redis: onlineStore }),
    offlineStore: args.offline?.store ?? { type: "dask" },
    offlineServer: args.offline?.server ?? false,
    sources: args.offline?.sources ?? [],
    ...(materialization === false ? {} : { materialization: { ...defaultMaterialization, ...materialization } }),
    ...(args.metrics === undefined ? {} : { metrics: { serviceMonitor: true, ...args.metrics } }),
    ...(args.expose === undefined ? {} : { expose: args.expose }),
    backupDays: args.backupDays ?? 14,
    deletionProtection: args.deletionProtection ?? cluster.summary.deletionProtection,
  };
}

export function defaultProject(name: string): string {
  return name.replaceAll("-", "_");
}

// Off the full hour, when everything else runs; ended before the next one starts.
export const defaultMaterialization = {
  schedule: "7 * * * *",
  timeZone: "Etc/UTC",
  deadlineMinutes: 50,
  memoryMib: 2048,
} as const satisfies Required<MaterializationOptions>;

/** What the Job that applies the definitions is named after: everything that decides what it does. */
export function appliedContent(layout: FeatureStoreLayout, config: string, image: string): unknown {
  return { repository: repositoryContent(layout.repository), config, image };
}

/** What a feature store asks of the cluster. */
export function storeRequest({ size, redis, backupDays, deletionProtection }: FeatureStoreLayout) {
  return {
    objectStore: { deletionProtection },
    database: {
      databases: [registryDatabase, ...(redis === undefined ? [onlineDatabase] : [])],
      sizeGib: size.databaseGib,
      highAvailability: size.highAvailability,
      backupDays,
      deletionProtection,
    },
  };
}
