/** A workload that Pod Security's baseline does not admit. */
export interface PrivilegedWorkload {
  readonly workload: RegExp;
  /** Exactly what of the baseline it breaks, as `pod-security.ts` says it. */
  readonly breaks: readonly string[];
  readonly reason: string;
}

const hostPath = "hostPath volumes";
const sysAdmin = "non-default capabilities SYS_ADMIN";

/** All workloads that run with more rights than the baseline: no other may, and none may take more than its line. */
export const privilegedWorkloads: readonly PrivilegedWorkload[] = [
  {
    workload: /^DaemonSet gpu-system\/device-plugin-(?!lab(-\d+)?$)/,
    breaks: [hostPath],
    reason: "devices are announced on a socket in the kubelet's folder",
  },
  {
    // The pools named "lab" are those with MIG.
    workload: /^DaemonSet gpu-system\/device-plugin-lab(-\d+)?$/,
    breaks: [hostPath, sysAdmin],
    reason: "the driver shows MIG instances only to a process with SYS_ADMIN",
  },
  {
    workload: /^DaemonSet gpu-system\/dcgm-exporter-/,
    breaks: [hostPath, sysAdmin],
    reason: "the kubelet says on a socket which pod has which GPU; profiling metrics take SYS_ADMIN",
  },
];

/** Namespaces that admit such workloads, and what they warn of and audit. */
export const privilegedNamespaces: Readonly<Record<string, string>> = { "gpu-system": "baseline" };
