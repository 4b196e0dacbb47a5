// Specs that do not compile. A line with a fault has the expected message in the comments above it.
import type { ClusterSpec } from "@roadstead/core";

const tags = { owner: "ml", costCenter: "1", environment: "dev" };
const size = { min: 0, max: 1 };

export const migOnGpuWithoutIt = {
  // @error Type '"mig"' is not assignable to type '"exclusive" | "time-slicing" | "mps"'
  pools: { a: { accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "mig", profile: "1g.5gb" } }, size } },
  tags,
} satisfies ClusterSpec;

export const profileOfAnotherModel = {
  pools: {
    // @error Type '"1g.10gb+gfx"' is not assignable to type
    // @error "1g.5gb"
    a: { accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.10gb+gfx" } }, size },
  },
  tags,
} satisfies ClusterSpec;

export const unknownModel = {
  // @error Type '"l5"' is not assignable to type
  pools: { a: { accelerator: { model: "l5", gpusPerNode: 1 }, size } },
  tags,
} satisfies ClusterSpec;

export const timeSlicingWithoutReplicas = {
  // @error Property 'replicas' is missing
  pools: { a: { accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing" } }, size } },
  tags,
} satisfies ClusterSpec;

export const capacityKindMisspelt = {
  pools: {
    // @error Type '"on_demand"' is not assignable to type
    // @error Did you mean '"on-demand"'?
    a: { accelerator: { model: "l4", gpusPerNode: 1 }, size, capacity: [{ kind: "on_demand" }] },
  },
  tags,
} satisfies ClusterSpec;

export const taintEffectMisspelt = {
  pools: {
    // @error Type '"Noschedule"' is not assignable to type 'TaintEffect'. Did you mean '"NoSchedule"'?
    a: { node: {}, size, taints: [{ key: "team", effect: "Noschedule" }] },
  },
  tags,
} satisfies ClusterSpec;

export const countAsText = {
  // @error Type 'string' is not assignable to type 'number'
  pools: { a: { accelerator: { model: "l4", gpusPerNode: "1" }, size } },
  tags,
} satisfies ClusterSpec;

export const sizeWithoutMax = {
  // @error Property 'max' is missing
  pools: { a: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0 } } },
  tags,
} satisfies ClusterSpec;

export const neitherGpuNorNode = {
  // @error is not assignable to type 'GpuPool | CpuPool'
  pools: { a: { size } },
  tags,
} satisfies ClusterSpec;

export const keyMisspelt = {
  pools: {
    // @error 'sharring' does not exist in type
    a: { accelerator: { model: "l4", gpusPerNode: 1, sharring: { mode: "exclusive" } }, size },
  },
  tags,
} satisfies ClusterSpec;

export const tagsIncomplete = {
  pools: { a: { accelerator: { model: "l4", gpusPerNode: 1 }, size } },
  // @error Property 'costCenter' is missing
  tags: { owner: "ml", environment: "dev" },
} satisfies ClusterSpec;
