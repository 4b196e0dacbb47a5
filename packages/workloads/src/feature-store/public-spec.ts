import type { FeatureStoreArgs } from "./feature-store-args.js";

/**
 * The arguments as the component's inputs: plain, without secrets, without buckets and clusters, which are resources or
 * have functions that the engine drops without a word; the repository is in the Job that applies it. The arguments may
 * have problems.
 */
export function publicSpec(args: FeatureStoreArgs) {
  const { cluster, transform: _transform, repository: _repository, onlineStore, offline, expose, ...spec } = args;
  return {
    ...spec,
    cluster: cluster.summary.name,
    onlineStore: typeof onlineStore === "object" ? "redis" : "postgres",
    offline: { type: offline?.store?.type ?? "dask", server: offline?.server ?? false },
    ...(expose === undefined ? {} : { expose: { ...expose, tls: { certificate: expose.tls?.certificate } } }),
  };
}
