import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { GpuModel } from "../catalog/gpu.js";
import type { Architecture } from "../catalog/machine-type.js";
import type { PoolSize, Tags, Taint } from "../spec/cluster-spec.js";
import type { SharingMode } from "../spec/sharing.js";
import type { GpuStack } from "./gpu-stack.js";

/** The resolved spec: a plain value that can be printed, compared, priced and tested. */
export interface ClusterLayout {
  /** Target that resolved it: "eks", "gke", "k3s", "byo". */
  readonly target: string;
  /** Region or the name of the place: "us-east-1", "dc1". */
  readonly location: string;
  /** Minor version; undefined on a cluster that exists already. */
  readonly kubernetesVersion?: string;
  /** The system pool first where the target makes one, then the spec's pools in their order. */
  readonly pools: readonly PoolLayout[];
  readonly gpuMetrics: { readonly serviceMonitor: boolean };
  readonly images: ImageOptions;
  readonly tags: Tags;
  readonly deletionProtection: boolean;
  readonly notes: readonly Note[];
}

/** One pool, resolved. */
export interface PoolLayout {
  /** Pool name of the spec, or "system". */
  readonly name: string;
  readonly kind: "system" | "gpu" | "cpu";
  readonly size: PoolSize;
  readonly accelerator?: AcceleratorLayout;
  /** Chosen machine type; undefined for owned nodes. */
  readonly machineType?: MachineChoice;
  /** Next cheapest machine type that fits. */
  readonly runnerUp?: MachineChoice;
  readonly architecture: Architecture;
  /** Boot disk, GiB; undefined for owned nodes. */
  readonly diskGib?: number;
  /** Local NVMe that the nodes use, GiB; undefined where they have or use none. */
  readonly localNvmeGib?: number;
  /** One group per capacity entry that the target carries out, in order of preference. */
  readonly groups: readonly GroupLayout[];
  /** What carries out the order of several groups; undefined = any order. */
  readonly capacityOrder?: string;
  /** Labels of every node of the pool: canonical and native ones. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints of every node of the pool, in the order: canonical, target's own, user's. */
  readonly taints: readonly Taint[];
  /** What Kubernetes can hand out per node. CPU and memory are undefined for owned nodes. */
  readonly allocatable: Allocatable;
  /** Owners of the GPU layers; undefined for pools without GPUs. */
  readonly gpuStack?: GpuStack;
  /** RuntimeClass that GPU pods need; undefined where containerd's default runtime is NVIDIA's. */
  readonly runtimeClassName?: string;
}

export interface AcceleratorLayout {
  readonly model: GpuModel;
  readonly gpusPerNode: number;
  /** Memory of one whole GPU, GiB. */
  readonly memoryGib: number;
  readonly sharing: {
    readonly mode: SharingMode;
    /** Pods per GPU under time slicing. */
    readonly replicas?: number;
    /** MIG profile. */
    readonly profile?: string;
    /** Advertised `nvidia.com/gpu` per physical GPU: 1, `replicas`, or MIG instances. */
    readonly sharesPerGpu: number;
  };
}

export interface MachineChoice {
  readonly name: string;
  readonly vcpu: number;
  readonly memoryGib: number;
  /** List price; undefined where there is none. */
  readonly price?: {
    readonly onDemandUsdPerHour?: number;
    readonly spotUsdPerHour?: number;
    readonly region: string;
    readonly readOn: string;
  };
}

/** Nodes bought the same way: an EKS node group, a GKE node pool, or the nodes you own. */
export interface GroupLayout {
  /** Logical name within the pool: the capacity kind, or "owned". Part of child names. */
  readonly key: string;
  /** Physical name; ends in a hash of what the cloud cannot update in place. For owned nodes the pool's name. */
  readonly name: string;
  readonly capacity: CapacityKind | "owned";
  readonly size: PoolSize;
  /** Zones of the nodes; empty where the target does not know. */
  readonly zones: readonly string[];
  /** What a replacement does first. */
  readonly replace: "create-first" | "delete-first";
  /** Node image in the target's own spelling: "AL2023_x86_64_NVIDIA", "COS_CONTAINERD". */
  readonly image?: string;
  /** Node names, for owned nodes. */
  readonly nodes?: readonly string[];
  /** Labels that only this group has, beside the pool's. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Per node. */
export interface Allocatable {
  /** Advertised `nvidia.com/gpu`: GPUs x shares per GPU. 0 without GPUs. */
  readonly gpu: number;
  readonly cpuMillicores?: number;
  readonly memoryMib?: number;
}

/** Where images come from. Set in the target's factory. */
export interface ImageOptions {
  /** Registry host (and path) that mirrors nvcr.io and registry.k8s.io. */
  readonly mirror?: string;
  /** Name of a pull secret that exists in the library's namespaces. */
  readonly pullSecret?: string;
  /** Full image by component: `{ "device-plugin": "…" }`. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/** Something that a reader of the plan must know. */
export interface Note {
  /** Stable id, such as `capacity-skipped`, `transform-used`, `must-reach`, `version-past-support`. */
  readonly code: string;
  /** Path in the spec or the factory. */
  readonly path: string;
  readonly message: string;
}
