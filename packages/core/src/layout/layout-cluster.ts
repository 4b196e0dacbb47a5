import { defaultKubernetesVersion } from "../kubernetes-versions.js";
import type { ClusterSpec } from "../spec/cluster-spec.js";
import type { ClusterLayout, ImageOptions, Note } from "./cluster-layout.js";
import type { LayoutOptions } from "./layout-options.js";
import { layoutPools } from "./layout-pools.js";

/** What a target adds to the layout of the whole cluster. */
export interface ClusterLayoutOptions extends LayoutOptions {
  /** Region or the name of the place. */
  readonly location: string;
  readonly images?: ImageOptions;
  /** The target's own notes; they follow the common ones. */
  readonly notes?: readonly Note[];
}

/** Resolves a spec that has no problems on this target. */
export function layoutCluster(spec: ClusterSpec, options: ClusterLayoutOptions): ClusterLayout {
  const { capabilities } = options;
  const { pools, notes } = layoutPools(spec, options);
  return {
    target: capabilities.target,
    location: options.location,
    ...(capabilities.kubernetesVersions === undefined
      ? {}
      : { kubernetesVersion: spec.kubernetesVersion ?? defaultKubernetesVersion }),
    pools,
    gpuMetrics: { serviceMonitor: spec.gpuMetrics?.serviceMonitor ?? false },
    images: options.images ?? {},
    tags: spec.tags,
    deletionProtection: spec.deletionProtection ?? true,
    notes: [...notes, ...(options.notes ?? [])],
  };
}
