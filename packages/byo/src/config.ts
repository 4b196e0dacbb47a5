import type { OwnedNodesConfig } from "@roadstead/cluster/owned-nodes";

/**
 * A conformant cluster that you already have (RKE2, kubeadm, AKS, OpenShift), and the facts that Roadstead cannot
 * know of it. They are taken as stated; `up` verifies the nodes and their taints.
 */
export interface ByoConfig<P extends string = string> extends OwnedNodesConfig<P> {
  /**
   * What the cluster is, in your own words: "RKE2 1.34", "AKS". Where it tells of a kind whose nodes nobody can
   * own (Fargate, GKE Autopilot, EKS Auto Mode, Windows), the cluster is refused.
   */
  readonly distribution?: string;
  readonly gpuStack: ByoGpuStack;
  /**
   * RuntimeClass of GPU pods; it must exist. RKE2 and k3s need "nvidia".
   * @default none: containerd's default runtime is NVIDIA's
   */
  readonly runtimeClassName?: string;
  /** StorageClass for volumes of workloads; it must exist. */
  readonly storageClass: string;
  /**
   * Whether pods that mount host paths and run as root are admitted in a namespace that enforces the Pod Security
   * level `privileged`; the device plugin and the DCGM exporter do. OpenShift admits them only with a
   * SecurityContextConstraint, so it must be said there.
   * @default true, except on OpenShift
   */
  readonly allowPrivileged?: boolean;
}

/** Who owns each GPU layer. Exactly one advertises `nvidia.com/gpu` on a node: the owner of the device plugin. */
export interface ByoGpuStack {
  readonly driver: "image" | "provider" | "user";
  /** NVIDIA container toolkit and runtime. @default the driver's owner */
  readonly toolkit?: "image" | "provider" | "user";
  /** "user" where GPU Operator or your own plugin runs, "provider" where the platform brings one. */
  readonly devicePlugin: "roadstead" | "provider" | "user";
  /** Who runs the DCGM exporter. */
  readonly metrics: "roadstead" | "provider" | "user";
  /** Who partitions GPUs; needed where a pool has MIG. */
  readonly mig?: "provider" | "user";
}
