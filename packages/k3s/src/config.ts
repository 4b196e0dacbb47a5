import type { OwnedNodesConfig } from "@roadstead/cluster/owned-nodes";

/** All that is k3s's own. Roadstead installs no k3s: it takes one that runs, and the nodes that you own in it. */
export interface K3sConfig<P extends string = string> extends OwnedNodesConfig<P> {
  /** Who runs what on the nodes beside Roadstead. */
  readonly gpuStack?: K3sGpuStack;
  /**
   * RuntimeClass of GPU pods. k3s makes it when it starts and finds the NVIDIA container toolkit.
   * @default "nvidia"
   */
  readonly runtimeClassName?: string;
  /** StorageClass for volumes of workloads. @default "local-path", which k3s brings */
  readonly storageClass?: string;
}

/**
 * Owners of the GPU layers that differ between k3s clusters. Driver and container toolkit are yours: on the host,
 * before k3s starts.
 */
export interface K3sGpuStack {
  /**
   * Who runs the device plugin. k3s brings none; say "user" where GPU Operator or another plugin runs, because two
   * advertisers of `nvidia.com/gpu` on a node break both.
   * @default "roadstead"
   */
  readonly devicePlugin?: "roadstead" | "user";
  /** Who runs the DCGM exporter. @default "roadstead" */
  readonly metrics?: "roadstead" | "user";
  /** Who partitions the GPUs of MIG pools. @default "user": the host is prepared, with the commands that the plan prints */
  readonly mig?: "user";
}
