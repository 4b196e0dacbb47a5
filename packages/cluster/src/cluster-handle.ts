import type * as k8s from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSummary, Problem } from "@roadstead/core";
import type { GpuBinding } from "./gpu-binding.js";
import type { GpuSoftwareTransforms } from "./gpu-software/transform.js";
import type { InClusterTransforms } from "./in-cluster/transform.js";
import type { StoreRequest } from "./stores/cluster-stores.js";
import type { Database, DatabaseArgs } from "./stores/database.js";
import type { ObjectStore, ObjectStoreArgs } from "./stores/object-store.js";
import type { StoreOwner } from "./stores/store-owner.js";
import type { StoreProvider } from "./stores/store-provider.js";
import type { StoresConfig } from "./stores/stores-config.js";
import type { StoreGrant, WorkloadIdentity } from "./stores/workload-identity.js";

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
  /** What Kubernetes objects of workloads wait for: access, nodes for them to run on, add-ons. */
  readonly ready: readonly pulumi.Resource[];
  /**
   * A bucket, where the target's factory says that stores are. The names of its children begin with `name`.
   * @throws {SpecError} with what `storeProblems` gives
   */
  objectStore(name: string, args: ObjectStoreArgs, owner: StoreOwner): ObjectStore;
  /**
   * PostgreSQL, where the target's factory says that stores are. The names of its children begin with `name`.
   * @throws {SpecError} with what `storeProblems` gives
   */
  database(name: string, args: DatabaseArgs, owner: StoreOwner): Database;
  /**
   * How the pods of a ServiceAccount, which the caller makes, sign in to stores of this cluster. One for each
   * ServiceAccount; the names of its children begin with the cluster's, the namespace's and the account's.
   * @throws {SpecError} for a store of another cluster, and for stores that do not take the same keys
   */
  identity(
    namespace: string,
    serviceAccount: string,
    grants: readonly StoreGrant[],
    owner: StoreOwner,
  ): WorkloadIdentity;
  /** What this cluster refuses of stores that a workload is about to ask for: to be looked at before it makes anything. */
  storeProblems(request: StoreRequest): readonly Problem[];
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
  /** Stores that the cloud makes, on demand; undefined where there is no cloud. */
  readonly stores?: StoreProvider;
  /** The factory's `stores`, with the target's own default; it goes before the cloud's. */
  readonly storesConfig?: StoresConfig;
  /** The factory's `transform.inCluster`: changes to the Kubernetes objects of stores. */
  readonly storeTransforms?: InClusterTransforms;
}
