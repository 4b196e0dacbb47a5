import type { GpuModel } from "../catalog/gpu.js";
import type { Architecture } from "../catalog/machine-type.js";

// Boards that carry an Arm CPU beside the GPU (Grace), or are sold with one only (T4G with Graviton).
const armModels: ReadonlySet<GpuModel> = new Set(["t4g", "gh200-96", "gh200-144", "gb200", "gb300"]);

/** CPU architecture of nodes with this GPU, or without one, where nothing else says it. */
export function defaultArchitecture(model: GpuModel | undefined): Architecture {
  return model !== undefined && armModels.has(model) ? "arm64" : "amd64";
}
