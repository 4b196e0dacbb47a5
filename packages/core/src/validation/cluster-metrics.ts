import type { Problem } from "../problem.js";
import type { GpuMetrics } from "../spec/cluster-spec.js";
import { specProblem } from "../spec/spec-problem.js";

/** Metrics of the GPUs. */
export function clusterMetrics({ enabled, serviceMonitor }: GpuMetrics): readonly Problem[] {
  if (enabled !== false || serviceMonitor !== true) return [];
  return [
    specProblem(
      "spec/metrics-conflict",
      "gpuMetrics.serviceMonitor",
      "asks for a monitor of metrics that are turned off",
      {
        hint: "leave out enabled: false, or serviceMonitor",
      },
    ),
  ];
}
