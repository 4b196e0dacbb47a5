/** Who puts a layer of the GPU software on a node. */
export type LayerOwner = "image" | "provider" | "roadstead" | "user";

/** Owner of each layer, resolved per pool. Exactly one owner advertises `nvidia.com/gpu` on a node: the device plugin's. */
export interface GpuStack {
  readonly driver: LayerOwner;
  /** NVIDIA container toolkit and runtime. */
  readonly toolkit: LayerOwner;
  readonly devicePlugin: LayerOwner;
  /** Where time slicing is configured. */
  readonly sharingConfig: LayerOwner;
  /** Who partitions the GPUs; undefined where the pool has no MIG. */
  readonly mig?: LayerOwner;
  /** DCGM metrics; undefined where they are turned off. */
  readonly metrics?: LayerOwner;
}
