import type { CapacityKind } from "./catalog/capacity-kind.js";
import type { GpuModel } from "./catalog/gpu.js";
import type { MachineType } from "./catalog/machine-type.js";
import type { KubernetesSupportedBy } from "./kubernetes-versions.js";
import type { SharingMode } from "./spec/sharing.js";

/** What a target can do, as data. The core asks this record, never the target's name. */
export interface Capabilities {
  /** Name for messages and summaries: "eks", "gke", "k3s", "byo". */
  readonly target: string;
  /** Machine types to choose from, or "owned": nodes exist already and are named in the factory. */
  readonly machineTypes: readonly MachineType[] | "owned";
  /** GPUs of machines that are in no table of machine types, each with why none can be used. */
  readonly refusedGpus?: Readonly<Partial<Record<GpuModel, string>>>;
  readonly capacityKinds: Readonly<Record<CapacityKind, Support>>;
  readonly sharing: Readonly<Record<SharingMode, Support>>;
  /** What carries out the order of `capacity`, for the plan; undefined where nothing does ("any order"). */
  readonly capacityOrder?: string;
  /** Whether the target makes the system pool. */
  readonly systemPool: boolean;
  /** Minor versions that the target offers; undefined where the cluster exists already. */
  readonly kubernetesVersions?: readonly string[];
  /** Whose end-of-support dates count, for the note on a version past its support. */
  readonly kubernetesSupportedBy?: KubernetesSupportedBy;
  readonly interconnect: Support;
}

/** "not-yet": on the road map, refused today with a Problem that says so. "never": the target has no such thing. */
export type Support = "yes" | "not-yet" | "never";
