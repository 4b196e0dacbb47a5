import { hasGpus, layoutOwnedNodes } from "@roadstead/cluster/owned-nodes";
import type { ClusterLayout, ClusterSpec, Note } from "@roadstead/core";
import { byoCapabilities } from "./capabilities.js";
import type { ByoConfig } from "./config.js";
import { needsRuntimeClass } from "./distribution.js";
import { byoGpuStack } from "./gpu-stack.js";

/** Resolves a spec that has no problems onto the nodes that the factory names. */
export function layoutByo(spec: ClusterSpec, config: ByoConfig): ClusterLayout {
  return layoutOwnedNodes(spec, config, {
    capabilities: byoCapabilities,
    gpuStack: byoGpuStack({ ...config.gpuStack }),
    ...(config.runtimeClassName === undefined ? {} : { runtimeClassName: config.runtimeClassName }),
    notes: statedNotes(spec, config),
  });
}

function statedNotes(spec: ClusterSpec, { distribution, runtimeClassName }: ByoConfig): readonly Note[] {
  const cluster = distribution === undefined ? "the cluster" : `the cluster (${distribution})`;
  const notes: Note[] = [
    { code: "facts-stated", path: "byo", message: `what is stated of ${cluster} is taken as it is` },
  ];
  if (hasGpus(spec) && runtimeClassName === undefined && needsRuntimeClass(distribution ?? "")) {
    notes.push({
      code: "runtime-class-unset",
      path: "byo.runtimeClassName",
      message: "RKE2 and k3s need \"nvidia\" unless NVIDIA's is containerd's default runtime",
    });
  }
  return notes;
}
