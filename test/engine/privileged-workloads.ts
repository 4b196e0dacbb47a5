import type { KubernetesCall } from "../bench/providers/kubernetes/index.js";

/**
 * What may break the baseline level of Pod Security, and in what. All of it runs in `gpu-system`, which enforces no
 * level, and warns of baseline so that a workload that is not meant to be there does not go unnoticed.
 */
export const privilegedWorkloads: readonly { readonly name: RegExp; readonly breaks: readonly RegExp[] }[] = [
  {
    // Registers itself with the kubelet; cut GPUs are counted through NVML's capabilities.
    name: /device-plugin/,
    breaks: [/^hostPath volumes \(volume "plugin-sockets"\)$/, /^non-default capabilities \(.*"SYS_ADMIN" in/],
  },
  {
    // Reads which pod has which GPU from the kubelet; profiling metrics need the capability.
    name: /dcgm-exporter/,
    breaks: [/^hostPath volumes \(volume "pod-resources"\)$/, /^non-default capabilities \(.*"SYS_ADMIN" in/],
  },
];

/** Warnings of API servers, beside those that name exactly what a privileged workload is allowed. */
export const unexpectedWarnings = (calls: readonly KubernetesCall[]): string[] => [
  ...new Set(
    calls.flatMap(({ kind, name = "", warnings }) =>
      warnings.filter((warning) => !isAllowed(name, warning)).map((warning) => `${kind} ${name}: ${warning}`),
    ),
  ),
];

function isAllowed(name: string, warning: string): boolean {
  const found = /^would violate PodSecurity "baseline:[^"]+": (.*)$/.exec(warning)?.[1];
  const workload = privilegedWorkloads.find((it) => it.name.test(name));
  if (found === undefined || workload === undefined) return false;
  return found
    .split(/, (?=[a-zA-Z]+(?:-[a-z]+)? [a-z]+ \()/)
    .every((violation) => workload.breaks.some((allowed) => allowed.test(violation)));
}
