import type { CapacityKind } from "./capacity-kind.js";
import type { GpuModel } from "./gpu.js";

/** CPU architecture in Kubernetes' own spelling, the value of the label `kubernetes.io/arch`. */
export type Architecture = "amd64" | "arm64";

export type BootDiskType = "pd-balanced" | "hyperdisk-balanced";

export interface MachineTypeGpu {
  readonly model: GpuModel;
  /** GPUs of one machine; a fraction (0.125) where the machine holds a slice of one GPU. */
  readonly count: number;
}

/** What Kubernetes can give to pods on one node, after what the kubelet and the system keep. */
export interface MachineAllocatable {
  readonly cpuMillicores: number;
  readonly memoryMib: number;
}

/**
 * List prices of one machine with its GPUs, Linux, no discounts. Local SSD that has to be asked for
 * (`localSsdOptional`) is not in it. A figure that is absent is not published for this region.
 */
export interface MachinePrice {
  readonly onDemandUsdPerHour?: number;
  readonly spotUsdPerHour?: number;
  readonly region: string;
  /** ISO date of the day the price was read. */
  readonly readOn: string;
  readonly source: string;
}

export interface MachineType {
  /** The cloud's own name, as its API takes it. */
  readonly name: string;
  readonly gpu?: MachineTypeGpu;
  /**
   * True where the GPUs are attached to a general-purpose type (N1 on Google Cloud) instead of being part of
   * it. Such rows share their `name`; name, model and count together are unique.
   */
  readonly gpuAttached?: true;
  /** The value of GKE's `guestAccelerators[].type`, on Google Cloud rows with a GPU. */
  readonly gkeAccelerator?: string;
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly architecture: Architecture;
  /**
   * Local NVMe of the machine, 0 without. Where `localSsdOptional` is set it is there only when asked for, and
   * the figure is the least that can be asked for.
   */
  readonly localNvmeGib: number;
  /** Google Cloud: the disks that make up `localNvmeGib`. */
  readonly localSsdCount?: number;
  /** The local SSDs are not part of the type: the node pool asks for them and they are billed apart. */
  readonly localSsdOptional?: true;
  /**
   * Interfaces for traffic between accelerators: EFA interfaces on AWS, GPUDirect interfaces on Google Cloud.
   * 0 where the type has only its ordinary network.
   */
  readonly networkInterfaces: number;
  /** Google Cloud: the boot disk that the type takes; the newest series take Hyperdisk only. */
  readonly bootDiskType?: BootDiskType;
  readonly allocatable: MachineAllocatable;
  /** Pods that fit on one node by default. */
  readonly maxPods?: number;
  readonly capacityKinds: readonly CapacityKind[];
  /** Where the price list has it, sorted. Absent where no price list names it. */
  readonly regions?: readonly string[];
  readonly price?: MachinePrice;
  /** Why a pool cannot have this type yet. A row without it can be used by every target of its cloud. */
  readonly refused?: string;
  readonly source: string;
}
