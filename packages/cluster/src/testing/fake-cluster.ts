import * as pulumi from "@pulumi/pulumi";
import { type ClusterSpec, SpecError, summarize } from "@roadstead/core";
import type { ClusterHandle } from "../cluster-handle.js";
import { clusterProblems } from "../cluster-problems.js";
import { gpuBinding } from "../gpu-binding.js";
import { clusterStores } from "../stores/cluster-stores.js";
import type { FakeTargetConfig } from "./config.js";
import { fakeDatabase, fakeStores } from "./fake-stores.js";
import { defaultStorageClass, fakeLayout, fakeTarget } from "./fake-target.js";
import { inertKubeconfig, inertProvider } from "./inert-provider.js";

/**
 * A cluster handle without a cluster, for unit tests of components that take one: nothing is declared but a
 * provider that reaches nothing, so a test sees its own component's children and no others.
 *
 * ```ts
 * const plan = await planProgram(() => {
 *   new Notebook("lab", { cluster: fakeCluster("test", spec) });
 * });
 * ```
 * @throws {SpecError} with all problems of the name and the spec
 */
export function fakeCluster<P extends string>(
  name: string,
  spec: ClusterSpec<P>,
  config: FakeTargetConfig<NoInfer<P>> = {},
): ClusterHandle<P> {
  const problems = clusterProblems(name, spec, fakeTarget<P>(config));
  if (problems.length > 0) throw new SpecError(problems);
  const summary = summarize(name, fakeLayout(spec, config));
  const provider = inertProvider(name);
  const storageClass = config.storageClass ?? defaultStorageClass;
  const { target, images, deletionProtection } = summary;
  const cloud = fakeStores(config);
  const stores = clusterStores({
    cluster: name,
    target,
    provider,
    ready: [],
    storageClass,
    images,
    deletionProtection,
    config: {},
    cloud,
  });
  return {
    provider,
    kubeconfig: pulumi.secret(inertKubeconfig),
    storageClass,
    summary,
    ready: [],
    gpu: (pool) => gpuBinding(summary.pools, pool),
    objectStore: stores.objectStore,
    database(name, args, owner) {
      const refused = stores.problems({ database: args });
      if (refused.length > 0) throw new SpecError(refused);
      return fakeDatabase(cloud)(name, args, owner);
    },
    identity: stores.identity,
    storeProblems: stores.problems,
  };
}
