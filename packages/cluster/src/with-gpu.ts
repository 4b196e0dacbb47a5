import type { core } from "@pulumi/kubernetes/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import { SpecError } from "@roadstead/core";
import type { GpuBinding, GpuToleration } from "./gpu-binding.js";
import { isPlain } from "./plain-input.js";
import { gpuContainerIndex, podGpuProblems } from "./pod-gpu-problems.js";

/** Which container of the pod gets the GPUs. */
export interface WithGpuOptions {
  /** @default the first container */
  readonly container?: string;
}

/**
 * A new pod spec that asks for `count` GPUs of the binding's pool: resource limits and requests, node selector,
 * tolerations, runtime class. Everything else stays, Outputs included; what is merged must be plain.
 *
 * @param count whole number from 1 to `gpu.maxPerPod`
 * @throws {SpecError} with all problems: a count out of range, no such container, or something in the pod spec that
 *   contradicts the binding
 */
export function withGpu(
  podSpec: core.v1.PodSpec,
  gpu: GpuBinding,
  count: number,
  options: WithGpuOptions = {},
): core.v1.PodSpec {
  const problems = podGpuProblems(podSpec, gpu, count, options.container);
  if (problems.length > 0) throw new SpecError(problems);
  const index = gpuContainerIndex(plain(podSpec.containers), options.container);
  return {
    ...podSpec,
    containers: plain(podSpec.containers).map((container, position) =>
      position === index ? withResources(plain(container), gpu.resourceName, count) : container,
    ),
    nodeSelector: { ...plain(podSpec.nodeSelector), ...gpu.nodeSelector },
    tolerations: mergeTolerations(plain(podSpec.tolerations) ?? [], gpu.tolerations),
    ...(gpu.runtimeClassName === undefined ? {} : { runtimeClassName: gpu.runtimeClassName }),
    ...(gpu.hostIPC === true ? { hostIPC: true } : {}),
  };
}

function withResources(container: core.v1.Container, resource: string, count: number): core.v1.Container {
  const resources = plain(container.resources);
  const asked = { [resource]: String(count) };
  return {
    ...container,
    resources: {
      ...resources,
      limits: { ...plain(resources?.limits), ...asked },
      // Kubernetes wants both equal for extended resources.
      requests: { ...plain(resources?.requests), ...asked },
    },
  };
}

function mergeTolerations(
  own: readonly pulumi.Input<core.v1.Toleration>[],
  added: readonly GpuToleration[],
): pulumi.Input<core.v1.Toleration>[] {
  const missing = added.filter(
    (toleration) => !own.some((other) => isPlain(other) && sameToleration(other, toleration)),
  );
  return [...own, ...missing.map((toleration) => ({ ...toleration }))];
}

function sameToleration(a: core.v1.Toleration, b: GpuToleration): boolean {
  // Kubernetes' default operator is Equal.
  return a.key === b.key && (a.operator ?? "Equal") === b.operator && a.value === b.value && a.effect === b.effect;
}

// Called only where podGpuProblems found the value plain.
function plain<T>(value: pulumi.Input<T>): T {
  return value as T;
}
