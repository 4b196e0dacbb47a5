import { CustomResource, type CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PoolLayout } from "@roadstead/core";
import { computeClassName } from "./native-labels.js";
import type { GkeScope } from "./scope.js";
import { transformed } from "./transform.js";

/**
 * The order of a pool's node pools: GKE adds a node to the first that can have one.
 *
 * Undefined for a pool with a single group. https://cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass
 */
export function computeClassManifest(pool: Pick<PoolLayout, "name" | "groups">): CustomResourceArgs | undefined {
  const name = computeClassName({ name: pool.name, groupCount: pool.groups.length });
  if (name === undefined) return undefined;
  return {
    apiVersion: "cloud.google.com/v1",
    kind: "ComputeClass",
    metadata: { name },
    spec: {
      priorities: pool.groups.map((group) => ({ nodepools: [group.name] })),
      // Other nodes than these would have no GPU, or a price that nobody agreed to.
      whenUnsatisfiable: "DoNotScaleUp",
      nodePoolAutoCreation: { enabled: false },
    },
  };
}

/** Waits for the node pools that it names, and goes before the old ones when they are replaced. */
export function createComputeClass(
  scope: GkeScope,
  pool: PoolLayout,
  provider: Provider,
  dependsOn: pulumi.Resource[],
): CustomResource | undefined {
  const manifest = computeClassManifest(pool);
  if (manifest === undefined) return undefined;
  const name = `${scope.name}-${pool.name}-compute-class`;
  return new CustomResource(name, transformed(scope.transform?.computeClass, manifest, { name, pool: pool.name }), {
    parent: scope.parent,
    provider,
    dependsOn,
  });
}
