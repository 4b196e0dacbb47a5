import type { Capacity } from "./capacity.js";
import type { NodeRequirements } from "./node.js";
import type { Accelerator } from "./sharing.js";

/**
 * What a platform team wants of a cluster, the same on every target. Plain data: it can be printed, compared,
 * priced, and read from YAML.
 *
 * What exists on one target only (zones, subnets, node names, machine types, images) is said in that target's factory.
 */
export interface ClusterSpec<P extends string = string> {
  /** Minor version such as "1.34". @default `defaultKubernetesVersion` */
  readonly kubernetesVersion?: string;
  /** Pools by name: lower-case letters, digits and -, a letter first, at most 24 characters, not "system". */
  readonly pools: { readonly [K in P]: GpuPool | CpuPool };
  /** The untainted pool for DNS, storage drivers, controllers and servers. Ignored on clusters that you already have. */
  readonly systemPool?: SystemPool;
  /** Metrics of the GPUs. */
  readonly gpuMetrics?: GpuMetrics;
  readonly tags: Tags;
  /** Protects the cluster and its data from deletion. @default true */
  readonly deletionProtection?: boolean;
}

/** Nodes with GPUs. */
export interface GpuPool extends PoolOptions {
  readonly accelerator: Accelerator;
  readonly node?: NodeRequirements;
}

/** Nodes without GPUs. */
export interface CpuPool extends PoolOptions {
  readonly accelerator?: undefined;
  readonly node: NodeRequirements;
}

interface PoolOptions {
  readonly size: PoolSize;
  /** In order of preference. @default `[{ kind: "on-demand" }]` */
  readonly capacity?: readonly Capacity[];
  /**
   * Node labels beside the canonical ones: keys of at most 63 characters with their prefix, which is none of
   * Kubernetes, a cloud, NVIDIA or Roadstead.
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Node taints beside the canonical GPU taint, which GPU pools have always; keys as those of labels. */
  readonly taints?: readonly Taint[];
}

/** Nodes of the whole pool, never per zone: whole numbers up to 1000. `min: 0` scales to zero. */
export interface PoolSize {
  readonly min: number;
  readonly max: number;
}

/** On-demand nodes spread over the zones. */
export interface SystemPool {
  /** From 1: the system pool never scales to zero. @default `{ min: 2, max: 2 }` */
  readonly size?: PoolSize;
  /** @default `{ minVcpu: 4, minMemoryGib: 16 }` */
  readonly node?: NodeRequirements;
}

export interface GpuMetrics {
  /** DCGM metrics of every GPU node. @default true */
  readonly enabled?: boolean;
  /** Makes a ServiceMonitor; the cluster must have the Prometheus operator's CRDs. @default false */
  readonly serviceMonitor?: boolean;
}

/**
 * Who owns the cluster and who pays. Set on everything that takes tags or labels.
 *
 * Values: 1 to 63 lower-case letters, digits, - and _, which AWS takes as tags and Google Cloud as labels, so that
 * the same spec works on both.
 */
export interface Tags {
  readonly owner: string;
  readonly costCenter: string;
  readonly environment: string;
  /** Up to 40 further tags; keys are as values, with a letter first. */
  readonly additional?: Readonly<Record<string, string>>;
}

/** A Kubernetes taint, in Kubernetes' own spelling. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: TaintEffect;
}

export type TaintEffect = "NoSchedule" | "PreferNoSchedule" | "NoExecute";

/** True for a pool whose nodes have GPUs. */
export function isGpuPool(pool: GpuPool | CpuPool): pool is GpuPool {
  return pool.accelerator !== undefined;
}
