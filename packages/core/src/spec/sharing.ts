import type { GpuModel } from "../catalog/gpu.js";
import type { MigProfiles } from "../catalog/mig.js";

/** How pods share the GPUs of a pool. */
export type SharingMode = "exclusive" | "time-slicing" | "mps" | "mig";

/**
 * Sharing of one GPU model; MIG only on models that have it, with that model's own profiles.
 *
 * `replicas`: pods per GPU, 2 to 48. Time slicing and MPS give no memory isolation between pods; MIG does.
 */
export type Sharing<M extends GpuModel = GpuModel> =
  | { readonly mode: "exclusive" }
  | { readonly mode: "time-slicing"; readonly replicas: number }
  | { readonly mode: "mps"; readonly replicas: number }
  | (M extends keyof MigProfiles ? { readonly mode: "mig"; readonly profile: MigProfiles[M] } : never);

/** The GPU of a pool: model, whole GPUs per node, sharing. One union member per model, so that profiles are checked. */
export type Accelerator = {
  [M in GpuModel]: {
    readonly model: M;
    /** GPUs per node, a whole number of a machine type that exists. */
    readonly gpusPerNode: number;
    /** @default `{ mode: "exclusive" }` */
    readonly sharing?: Sharing<M>;
  };
}[GpuModel];
