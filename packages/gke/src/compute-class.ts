import { CustomResource, type CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import type { PoolLayout } from "@roadstead/core";
import { transformed } from "@roadstead/cluster";
import { computeClassName } from "./native-labels.js";
import type { NamedNodePool } from "./node-pool.js";
import type { GkeScope } from "./scope.js";

/**
 * The order of a pool's node pools: GKE adds a node to the first that can have one.
 *
 * Undefined for a pool with a single group. https://cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass
 */
export function computeClassManifest(
  pool: string,
  nodePools: readonly NamedNodePool[],
): CustomResourceArgs | undefined {
  const name = computeClassName({ name: pool, groupCount: nodePools.length });
  if (name === undefined) return undefined;
  return {
    apiVersion: "cloud.google.com/v1",
    kind: "ComputeClass",
    metadata: { name },
    spec: {
      priorities: nodePools.map((nodePool) => ({ nodepools: [nodePool.name] })),
      // Other nodes than these would have no GPU, or a price that nobody agreed to.
      whenUnsatisfiable: "DoNotScaleUp",
      nodePoolAutoCreation: { enabled: false },
    },
  };
}

/** Waits for the node pools that it names, and goes before the old ones when they are replaced. */
export function createComputeClass(
  scope: GkeScope,
  pool: Pick<PoolLayout, "name">,
  provider: Provider,
  nodePools: readonly NamedNodePool[],
): CustomResource | undefined {
  const manifest = computeClassManifest(pool.name, nodePools);
  if (manifest === undefined) return undefined;
  const name = `${scope.name}-${pool.name}-compute-class`;
  return new CustomResource(name, transformed(scope.transform?.computeClass, manifest, { name, pool: pool.name }), {
    parent: scope.parent,
    provider,
    dependsOn: nodePools.map(({ resource }) => resource),
  });
}
