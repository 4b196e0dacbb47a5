import type * as pulumi from "@pulumi/pulumi";
import type { ClusterIdentity, ProvisionedCluster, Target } from "@roadstead/cluster";
import type { ClusterLayout } from "@roadstead/core";
import type { K3sConfig } from "@roadstead/k3s";

/** A target with one fault put in. */
export type Sabotage = (target: Target<string>) => Target<string>;

/** A fault: a target changed from outside, or what a user's transform can do. */
export interface Fault {
  readonly fault: string;
  /** Name of the case that must find it. */
  readonly finds: string;
  readonly sabotage?: Sabotage;
  readonly transform?: NonNullable<K3sConfig["transform"]>;
}

/** The layout, changed. */
export function inLayout(change: (layout: ClusterLayout) => unknown): Sabotage {
  return (target) => ({ ...target, layout: (spec) => change(target.layout(spec)) as ClusterLayout });
}

/** Members of one pool's layout, changed. */
export function inPool(name: string, change: object): Sabotage {
  return inLayout((layout) => ({
    ...layout,
    pools: layout.pools.map((pool) => (pool.name === name ? { ...pool, ...change } : pool)),
  }));
}

/** Something made beside what the target makes. */
export function beside(
  make: (cluster: ClusterIdentity, made: ProvisionedCluster, layout: ClusterLayout) => readonly pulumi.Resource[],
): Sabotage {
  return (target) => ({
    ...target,
    provision: (layout, cluster) => {
      const made = target.provision(layout, cluster);
      return { ...made, resources: [...made.resources, ...make(cluster, made, layout)] };
    },
  });
}

/** A DaemonSet with its pod spec changed. */
export function edited<Args>(args: Args, change: (pod: Record<string, unknown>) => object): Args {
  const { spec } = args as { readonly spec: { readonly template: { readonly spec: Record<string, unknown> } } };
  return { ...args, spec: { ...spec, template: { ...spec.template, spec: change(spec.template.spec) } } };
}
