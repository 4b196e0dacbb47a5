import type { ClusterHandle, StoresConfig } from "@roadstead/cluster";
import { fakeCluster } from "@roadstead/cluster/testing";
import { clusterStores } from "../../packages/cluster/src/stores/cluster-stores.js";

/** A cluster whose stores run in it, unless the test has others. */
export function smallCluster(config: StoresConfig = {}): ClusterHandle {
  const tags = { owner: "ml-platform", costCenter: "4711", environment: "dev" } as const;
  const spec = { pools: { cpu: { node: { minVcpu: 4 }, size: { min: 1, max: 1 } } }, tags };
  const cluster = fakeCluster("dc1", spec);
  const { summary, provider, storageClass, ready } = cluster;
  const { target, images, deletionProtection } = summary;
  const { problems, ...stores } = clusterStores({
    cluster: summary.name,
    target,
    provider,
    ready,
    storageClass,
    images,
    deletionProtection,
    config: { objectStore: { inCluster: {} }, database: { inCluster: {} }, ...config },
  });
  return { ...cluster, ...stores, storeProblems: problems };
}
