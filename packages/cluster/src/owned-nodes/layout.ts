import { type Capabilities, type ClusterLayout, type ClusterSpec, type Note, layoutCluster } from "@roadstead/core";
import type { OwnedNodesConfig } from "./config.js";
import { type StatedGpuStack, ownedGpuStack } from "./gpu-stack.js";
import { ownedNodesNotes } from "./notes.js";

/** What one target on owned nodes adds to the layout. */
export interface OwnedNodesLayoutOptions {
  readonly capabilities: Capabilities;
  readonly gpuStack: StatedGpuStack;
  readonly runtimeClassName?: string;
  /** The target's own notes; they follow the shared ones. */
  readonly notes: readonly Note[];
}

/** Resolves a spec onto nodes that exist already: one group per pool, which holds the nodes that the factory names. */
export function layoutOwnedNodes(
  spec: ClusterSpec,
  config: OwnedNodesConfig,
  options: OwnedNodesLayoutOptions,
): ClusterLayout {
  const layout = layoutCluster(spec, {
    capabilities: options.capabilities,
    location: config.location ?? config.clusterId,
    gpuStack: (pool) => ownedGpuStack(options.gpuStack, pool),
    nativeLabels: () => ({}),
    nativeTaints: () => [],
    group: (pool) => ({
      name: pool.name,
      zones: [],
      replace: "delete-first",
      nodes: [...(config.pools[pool.name]?.nodes ?? [])],
      labels: {},
    }),
    ...(config.images === undefined ? {} : { images: config.images }),
    ...(options.runtimeClassName === undefined ? {} : { runtimeClassName: options.runtimeClassName }),
  });
  return {
    ...layout,
    ...(config.tags === undefined
      ? {}
      : { tags: { ...layout.tags, additional: { ...layout.tags.additional, ...config.tags } } }),
    notes: [...layout.notes, ...ownedNodesNotes(layout, config), ...options.notes],
  };
}
