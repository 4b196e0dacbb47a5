import type * as k8s from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSummary } from "@roadstead/core";
import type { GpuBinding } from "./gpu-binding.js";
import type { GpuSoftwareTransforms } from "./gpu-software/transform.js";

/** What workloads know of a cluster, the same on every target. AiCluster implements it. */
export interface ClusterHandle<P extends string = string> {
  /** Kubernetes provider of this cluster; pass it, or a parent that has it, to every Kubernetes resource. */
  readonly provider: k8s.Provider;
  /** Secret. Reaches the cluster with the credentials that the target's factory names. */
  readonly kubeconfig: pulumi.Output<string>;
  /** StorageClass for volumes of workloads. */
  readonly storageClass: string;
  /** Plain facts, versioned; also the component's output `summary`. */
  readonly summary: ClusterSummary;
  /**
   * What a pod needs to get GPUs of this pool; see {@link withGpu}.
   * @throws {SpecError} for a pool without GPUs or an unknown name
   */
  gpu(pool: P): GpuBinding;
}

/** What a target's `provision` gives back to AiCluster. */
export interface ProvisionedCluster {
  readonly provider: k8s.Provider;
  readonly kubeconfig: pulumi.Output<string>;
  readonly storageClass: string;
  /** Everything that Kubernetes objects must wait for: access, nodes for them to run on, add-ons. */
  readonly ready: readonly pulumi.Resource[];
  /** Every child that was made; the deletion guard depends on all of them. */
  readonly resources: readonly pulumi.Resource[];
  /** The factory's `transform.gpuSoftware`: changes to the children of the GPU software layer. */
  readonly gpuSoftware?: GpuSoftwareTransforms;
}
