import type { core } from "@pulumi/kubernetes/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "@roadstead/core";
import type { GpuBinding } from "./gpu-binding.js";
import { isPlain } from "./plain-input.js";

/** Position of the container that gets the GPUs: the named one, else the first; -1 for none. */
export function gpuContainerIndex(
  containers: readonly pulumi.Input<core.v1.Container>[],
  name: string | undefined,
): number {
  if (name === undefined) return containers.length === 0 ? -1 : 0;
  return containers.findIndex((container) => isPlain(container) && container.name === name);
}

/** What stands against giving this pod the GPUs of a binding. */
export function podGpuProblems(
  podSpec: core.v1.PodSpec,
  gpu: GpuBinding,
  count: number,
  containerName: string | undefined,
): readonly Problem[] {
  return [
    ...countProblems(gpu, count),
    ...containerProblems(podSpec, gpu, count, containerName),
    ...nodeSelectorProblems(podSpec, gpu),
    ...plainProblems("podSpec.tolerations", podSpec.tolerations),
    ...runtimeClassProblems(podSpec, gpu),
  ];
}

function countProblems(gpu: GpuBinding, count: number): readonly Problem[] {
  if (Number.isInteger(count) && count >= 1 && count <= gpu.maxPerPod) return [];
  return [
    {
      rule: "cluster/pod-gpu-count",
      path: "count",
      message: "must be a whole number of GPUs that one pod can use",
      got: String(count),
      allowed: [gpu.maxPerPod === 1 ? "1" : `1 to ${gpu.maxPerPod}`],
    },
  ];
}

function containerProblems(
  podSpec: core.v1.PodSpec,
  gpu: GpuBinding,
  count: number,
  name: string | undefined,
): readonly Problem[] {
  const { containers } = podSpec;
  if (!isPlain(containers)) return plainProblems("podSpec.containers", containers);
  const index = gpuContainerIndex(containers, name);
  const container = containers[index];
  if (container === undefined) {
    const names = containers.flatMap((other) => (isPlain(other) && typeof other.name === "string" ? [other.name] : []));
    return [
      {
        rule: "cluster/pod-container",
        path: "podSpec.containers",
        message: name === undefined ? "has no container" : `has no container "${name}"`,
        allowed: names,
      },
    ];
  }
  const path = `podSpec.containers[${index}]`;
  if (!isPlain(container)) return plainProblems(path, container);
  const { resources } = container;
  if (resources === undefined) return [];
  if (!isPlain(resources)) return plainProblems(`${path}.resources`, resources);
  return [
    ...quantityProblems(`${path}.resources.limits`, resources.limits, gpu.resourceName, count),
    ...quantityProblems(`${path}.resources.requests`, resources.requests, gpu.resourceName, count),
  ];
}

function quantityProblems(
  path: string,
  quantities: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>,
  resource: string,
  count: number,
): readonly Problem[] {
  if (quantities === undefined) return [];
  if (!isPlain(quantities)) return plainProblems(path, quantities);
  return conflict("cluster/pod-gpu-resource", `${path}["${resource}"]`, quantities[resource], String(count));
}

function nodeSelectorProblems(podSpec: core.v1.PodSpec, gpu: GpuBinding): readonly Problem[] {
  const { nodeSelector } = podSpec;
  if (nodeSelector === undefined) return [];
  if (!isPlain(nodeSelector)) return plainProblems("podSpec.nodeSelector", nodeSelector);
  return Object.entries(gpu.nodeSelector).flatMap(([key, value]) =>
    conflict("cluster/pod-node-selector", `podSpec.nodeSelector["${key}"]`, nodeSelector[key], value),
  );
}

function runtimeClassProblems(podSpec: core.v1.PodSpec, gpu: GpuBinding): readonly Problem[] {
  if (gpu.runtimeClassName === undefined) return [];
  const path = "podSpec.runtimeClassName";
  return conflict("cluster/pod-runtime-class", path, podSpec.runtimeClassName, gpu.runtimeClassName);
}

function conflict(
  rule: string,
  path: string,
  found: pulumi.Input<unknown> | undefined,
  wanted: string,
): readonly Problem[] {
  if (!isPlain(found)) return plainProblems(path, found);
  if (found === undefined || String(found) === wanted) return [];
  return [
    {
      rule,
      path,
      message: "contradicts the GPU pool",
      got: JSON.stringify(found),
      allowed: [wanted],
      hint: "leave it out: withGpu sets it",
    },
  ];
}

function plainProblems(path: string, value: unknown): readonly Problem[] {
  if (value === undefined || isPlain(value)) return [];
  return [
    {
      rule: "cluster/pod-plain",
      path,
      message: "must be a plain value, for withGpu merges with it",
      got: "an Output",
      hint: "put the Outputs deeper, or set it after withGpu",
    },
  ];
}
