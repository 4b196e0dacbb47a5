import type { KeysOf } from "@roadstead/core";
import { anything, array, flag, objectOf, type Shape } from "../parts/spec-shape.js";
import type {
  FeatureMetricsOptions,
  FeatureRegistryOptions,
  FeatureStoreArgs,
  MaterializationOptions,
  OfflineFeaturesOptions,
  RedisStore,
} from "./feature-store-args.js";
import type { FeatureStoreSize } from "./sizes.js";

type ShapesOf<T> = Readonly<Record<keyof KeysOf<T>, Shape>>;

const size: ShapesOf<FeatureStoreSize> = {
  replicas: anything,
  workers: anything,
  cpu: array,
  registryReplicas: anything,
  databaseGib: anything,
  highAvailability: flag,
};
const registry: ShapesOf<FeatureRegistryOptions> = { rest: flag };
const redis: ShapesOf<RedisStore> = {
  url: anything,
  password: anything,
  keyTtlSeconds: anything,
  clustered: flag,
  cidrs: array,
};
const offline: ShapesOf<OfflineFeaturesOptions> = { store: objectOf(), sources: array, server: flag };
const materialization: ShapesOf<MaterializationOptions> = {
  schedule: anything,
  timeZone: anything,
  deadlineMinutes: anything,
  memoryMib: anything,
};
const metrics: ShapesOf<FeatureMetricsOptions> = { from: anything, serviceMonitor: flag };

/** Every key of a feature store's arguments. */
export const featureStoreShape: ShapesOf<FeatureStoreArgs> = {
  cluster: anything,
  transform: anything,
  repository: anything,
  auth: objectOf(),
  size: objectOf(size, "a name or an object"),
  project: anything,
  namespace: anything,
  registry: objectOf(registry),
  onlineStore: objectOf(redis, "a name or an object"),
  offline: objectOf(offline),
  materialization: objectOf(materialization, "false or an object"),
  metrics: objectOf(metrics),
  expose: objectOf({ host: anything, tls: anything, auth: anything, via: anything }),
  backupDays: anything,
  deletionProtection: flag,
};
