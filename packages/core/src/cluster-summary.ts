import type { ClusterLayout } from "./layout/cluster-layout.js";

/**
 * Plain facts of one cluster, registered as the component's output `summary`: the only thing that the CLI,
 * the rules and the audit read of it.
 */
export interface ClusterSummary extends ClusterLayout {
  readonly schemaVersion: 1;
  /** Name of the AiCluster component. */
  readonly name: string;
}

export function summarize(name: string, layout: ClusterLayout): ClusterSummary {
  return { schemaVersion: 1, name, ...layout };
}
