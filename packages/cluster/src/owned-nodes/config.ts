import type { NodePatchArgs } from "@pulumi/kubernetes/core/v1/nodePatch.js";
import type { ProviderArgs } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ImageOptions } from "@roadstead/core";
import type { GpuSoftwareTransforms } from "../gpu-software/transform.js";
import type { InClusterTransforms } from "../in-cluster/transform.js";
import type { StoresConfig } from "../stores/stores-config.js";
import type { Transform } from "../transform.js";

/** What every target asks whose nodes exist already and belong to the user. */
export interface OwnedNodesConfig<P extends string = string> {
  /**
   * Kubeconfig as YAML or JSON. Kept secret: it may hold the keys of a cluster administrator.
   *
   * It must not be empty, since the Kubernetes provider would then take the one of the machine it runs on.
   */
  readonly kubeconfig: pulumi.Input<string>;
  /** Context of the kubeconfig. @default its current context */
  readonly context?: string;
  /**
   * Your own name of this cluster, a DNS label of at most 63 characters. Give a new one when you make the
   * cluster anew: everything in it is then created again, while a changed kubeconfig alone changes nothing.
   */
  readonly clusterId: string;
  /** Name of the place, for the plan. @default `clusterId` */
  readonly location?: string;
  /** The nodes of each pool of the spec. */
  readonly pools: { readonly [K in P]: OwnedPool };
  readonly images?: ImageOptions;
  /** Where the stores of workloads are: in the cluster, or servers that you have. */
  readonly stores?: StoresConfig;
  /** Tags beside those of the spec, for the summary and cost reports; nothing on your nodes carries them. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Changes to the children before they are made, by kind of child. */
  readonly transform?: OwnedNodesTransforms;
}

/** Nodes that exist and become a pool by labels; their taints are verified and never set. */
export interface OwnedPool {
  /**
   * Names as `kubectl get nodes` prints them, at least `size.min` and at most `size.max`.
   *
   * Take a node off this list, and run `up`, before you delete it from the cluster. Where it is gone already, run
   * `pulumi refresh` before the next `up` or `destroy`: giving back the labels of a node that is not there makes an
   * empty Node object, which `kubectl delete node` removes.
   */
  readonly nodes: readonly string[];
}

export interface OwnedNodesTransforms {
  readonly provider?: Transform<ProviderArgs>;
  readonly nodeLabels?: Transform<NodePatchArgs>;
  readonly gpuSoftware?: GpuSoftwareTransforms;
  readonly inCluster?: InClusterTransforms;
}
