import type { KeysOf } from "@roadstead/core";
import { anything, array, flag, objectOf, type Shape } from "../parts/spec-shape.js";
import type {
  ArtifactFiles,
  GarbageCollection,
  ModelRegistrySpec,
  RegistryBackups,
  RegistryMetrics,
  RestoreOptions,
} from "./config.js";
import type { RegistrySize } from "./sizes.js";

type ShapesOf<T> = Readonly<Record<keyof KeysOf<T>, Shape>>;

const size: ShapesOf<RegistrySize> = {
  replicas: anything,
  workers: anything,
  cpu: anything,
  scratchGib: anything,
  databaseGib: anything,
  highAvailability: flag,
};
const artifacts: ShapesOf<ArtifactFiles> = { sizeGib: anything, noncurrentDays: anything };
const backups: ShapesOf<RegistryBackups> = { days: anything };
const restore: ShapesOf<RestoreOptions> = { dump: anything, folder: anything };
const garbage: ShapesOf<GarbageCollection> = { schedule: anything, days: anything };
const metrics: ShapesOf<RegistryMetrics> = { from: anything, serviceMonitor: flag };

/** Every key of a registry's spec. */
export const registryShape: ShapesOf<ModelRegistrySpec> = {
  size: objectOf(size, "a name or an object"),
  namespace: anything,
  version: anything,
  artifacts: objectOf(artifacts),
  backups: objectOf(backups),
  restore: objectOf(restore),
  garbage: objectOf(garbage),
  jobs: flag,
  metrics: objectOf(metrics),
  expose: objectOf({ host: anything, tls: anything, auth: anything, via: anything }),
  egress: array,
  deletionProtection: flag,
  clusterDomain: anything,
};
