import { gpuTaint, labels } from "../labels.js";
import type { Taint } from "../spec/cluster-spec.js";
import type { AcceleratorLayout } from "./cluster-layout.js";
import type { GpuStack } from "./gpu-stack.js";
import type { PoolChoice } from "./layout-options.js";
import type { PoolRequest } from "./pool-request.js";

/** Labels that every target sets, with marks where Roadstead's own GPU software must run. */
export function canonicalLabels(pool: PoolChoice, stack: GpuStack | undefined): Readonly<Record<string, string>> {
  return {
    [labels.pool]: pool.name,
    ...(pool.accelerator === undefined ? {} : gpuLabels(pool.name, pool.accelerator, stack)),
  };
}

function gpuLabels(
  pool: string,
  accelerator: AcceleratorLayout,
  stack: GpuStack | undefined,
): Readonly<Record<string, string>> {
  return {
    [labels.accelerator]: accelerator.model,
    [labels.sharing]: accelerator.sharing.mode,
    [labels.gpuPresent]: "true",
    ...(stack?.devicePlugin === "roadstead"
      ? { [labels.devicePlugin]: "roadstead", [labels.devicePluginConfig]: pool }
      : {}),
    ...(stack?.metrics === "roadstead" ? { [labels.gpuMetrics]: "roadstead" } : {}),
  };
}

/** Taints that every target sets. */
export function canonicalTaints({ accelerator }: Pick<PoolRequest, "accelerator">): readonly Taint[] {
  return accelerator === undefined ? [] : [gpuTaint];
}
