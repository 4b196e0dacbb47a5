import type { Capabilities } from "../capabilities.js";
import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { Architecture } from "../catalog/machine-type.js";
import type { PoolSize, Taint } from "../spec/cluster-spec.js";
import type { AcceleratorLayout, Allocatable, GroupLayout, MachineChoice, PoolLayout } from "./cluster-layout.js";
import type { GpuStack } from "./gpu-stack.js";

/** What a target adds to the common layout: all that is its own, as pure functions and data. */
export interface LayoutOptions {
  readonly capabilities: Capabilities;
  /** Machine types that the factory names, by pool; they replace the choice. */
  readonly machineTypes?: Readonly<Record<string, string>>;
  /** Region whose list prices and offers decide; undefined for owned nodes. */
  readonly region?: string;
  /** Owners of the GPU layers of a pool with GPUs. */
  readonly gpuStack: (pool: PoolChoice & { readonly accelerator: AcceleratorLayout }) => GpuStack;
  /** The target's own labels of a pool: "cloud.google.com/gke-accelerator" and the like. */
  readonly nativeLabels: (pool: PoolChoice) => Readonly<Record<string, string>>;
  /** The target's own taints of a pool, beside the canonical GPU taint. */
  readonly nativeTaints: (pool: PoolChoice) => readonly Taint[];
  /** The target's own part of a group: physical name, zones, image, what a replacement does first. */
  readonly group: (pool: PoolChoice, group: GroupChoice) => Omit<GroupLayout, "key" | "capacity" | "size">;
  /** Day for which a version past its support is noted, ISO date. @default the day of the version table */
  readonly asOf?: string;
  /** RuntimeClass of pods with GPUs; undefined where the default runtime is NVIDIA's. */
  readonly runtimeClassName?: string;
}

/** A pool whose machine type, labels-to-be and sizes are known, before its groups are named. */
export interface PoolChoice {
  readonly name: string;
  readonly kind: PoolLayout["kind"];
  readonly size: PoolSize;
  readonly accelerator?: AcceleratorLayout;
  readonly machineType?: MachineChoice;
  readonly architecture: Architecture;
  readonly diskGib?: number;
  readonly localNvme: boolean;
  readonly allocatable: Allocatable;
  /** Number of groups that the pool will have. */
  readonly groupCount: number;
  /**
   * Labels and taints that every node of the pool will have: the canonical ones and the user's; for `group` also
   * the target's own. `gpuStack` does not see the labels that follow from it.
   */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

/** One capacity entry that the target carries out. */
export interface GroupChoice {
  readonly capacity: CapacityKind | "owned";
  readonly size: PoolSize;
}
