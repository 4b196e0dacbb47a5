import { shortHash } from "@roadstead/core";
import type { FeatureStoreArgs } from "./feature-store-args.js";
import { repositoryContent } from "./repository.js";

/**
 * The arguments as the component's inputs: plain, without secrets, without buckets and clusters, which are resources or
 * have functions that the engine drops without a word. The repository is its hash: its text is in a ConfigMap already.
 * The arguments may have problems.
 */
export function publicSpec(args: FeatureStoreArgs) {
  const { cluster, transform: _, repository, onlineStore, offline, expose, ...spec } = args;
  const { sources, ...plainOffline } = offline ?? {};
  return {
    ...spec,
    cluster: cluster.summary.name,
    repository: shortHash(typeof repository === "object" ? repositoryContent(repository) : null),
    onlineStore: typeof onlineStore === "object" ? "redis" : "postgres",
    offline: { ...plainOffline, sources: sources?.length ?? 0 },
    ...(expose === undefined ? {} : { expose: { ...expose, tls: { certificate: expose.tls?.certificate } } }),
  };
}
