import type * as k8s from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterSpec, type ClusterSummary, type Problem, summarize } from "@roadstead/core";
import type { ClusterHandle, ProvisionedCluster } from "./cluster-handle.js";
import { clusterProblems, optionProblems } from "./cluster-problems.js";
import { guardDeletion } from "./deletion-guard.js";
import { type GpuBinding, gpuBinding } from "./gpu-binding.js";
import { provisionGpuSoftware } from "./gpu-software/gpu-software.js";
import { InvalidClusterError, reportingProblemsOf } from "./invalid-cluster-error.js";
import { type ClusterStores, clusterStores, type StoreRequest } from "./stores/cluster-stores.js";
import type { Database, DatabaseArgs } from "./stores/database.js";
import type { ObjectStore, ObjectStoreArgs } from "./stores/object-store.js";
import type { StoreOwner } from "./stores/store-owner.js";
import type { StoreGrant, WorkloadIdentity } from "./stores/workload-identity.js";
import type { ClusterIdentity, Target } from "./target.js";

export interface AiClusterArgs<P extends string = string> {
  /** What the cluster is, the same on every target. */
  readonly spec: ClusterSpec<P>;
  /** Where it is, and all that is that place's own: `eks({…})`, `gke({…})`, `k3s({…})`, `byo({…})`. */
  readonly target: Target<NoInfer<P>>;
}

/** What an AiCluster knows besides its outputs. Kept outside the class: its fields would become outputs in a package schema. */
interface ClusterState extends Pick<ProvisionedCluster, "provider" | "storageClass" | "ready"> {
  readonly summary: ClusterSummary;
  readonly stores: ClusterStores;
}

const states = new WeakMap<pulumi.Resource, ClusterState>();

/**
 * A cluster for AI work: GPU pools, the GPU software that the target lacks, and a guard against deletion.
 *
 * The name has at most 30 lower-case letters, digits and dashes, and begins the names of everything in the cluster.
 * Problems of the spec and of the target's factory are thrown all at once, before anything is made.
 */
export class AiCluster<P extends string = string> extends pulumi.ComponentResource implements ClusterHandle<P> {
  /** Secret. Reaches the cluster with the credentials that the target's factory names. */
  readonly kubeconfig: pulumi.Output<string>;

  constructor(name: string, args: AiClusterArgs<P>, opts?: pulumi.ComponentResourceOptions) {
    // Plain spec only: a target has functions, which the engine drops without a word.
    super("roadstead:index:AiCluster", name, { spec: args.spec }, opts);
    const problems = [...optionProblems(opts), ...clusterProblems(name, args.spec, args.target)];
    if (problems.length > 0) throw new InvalidClusterError(this, problems);

    const cluster = { name, stack: pulumi.getStack(), parent: this };
    const { layout, provisioned, software } = reportingProblemsOf(this, () => provision(args, cluster));
    guardDeletion(cluster, layout.deletionProtection, [
      provisioned.provider,
      ...provisioned.resources,
      ...provisioned.ready,
      ...software,
    ]);

    const { provider, storageClass, ready } = provisioned;
    const summary = summarize(name, layout);
    const stores = clusterStores({
      cluster: name,
      target: layout.target,
      provider,
      ready,
      storageClass,
      images: layout.images,
      deletionProtection: layout.deletionProtection,
      config: provisioned.storesConfig ?? {},
      ...(provisioned.stores === undefined ? {} : { cloud: provisioned.stores }),
      ...(provisioned.storeTransforms === undefined ? {} : { transforms: provisioned.storeTransforms }),
    });
    states.set(this, { provider, storageClass, ready, summary, stores });
    this.kubeconfig = pulumi.secret(provisioned.kubeconfig);
    this.registerOutputs({ summary, kubeconfig: this.kubeconfig, storageClass });
  }

  get provider(): k8s.Provider {
    return stateOf(this).provider;
  }

  get storageClass(): string {
    return stateOf(this).storageClass;
  }

  get summary(): ClusterSummary {
    return stateOf(this).summary;
  }

  get ready(): readonly pulumi.Resource[] {
    return stateOf(this).ready;
  }

  gpu(pool: P): GpuBinding {
    return gpuBinding(this.summary.pools, pool);
  }

  objectStore(name: string, args: ObjectStoreArgs, owner: StoreOwner): ObjectStore {
    return stateOf(this).stores.objectStore(name, args, owner);
  }

  database(name: string, args: DatabaseArgs, owner: StoreOwner): Database {
    return stateOf(this).stores.database(name, args, owner);
  }

  identity(
    namespace: string,
    serviceAccount: string,
    grants: readonly StoreGrant[],
    owner: StoreOwner,
  ): WorkloadIdentity {
    return stateOf(this).stores.identity(namespace, serviceAccount, grants, owner);
  }

  storeProblems(request: StoreRequest): readonly Problem[] {
    return stateOf(this).stores.problems(request);
  }
}

/** Makes everything but the guard. Only a transform can still have problems. */
function provision({ spec, target }: AiClusterArgs, cluster: ClusterIdentity) {
  const layout = target.layout(spec);
  const provisioned = target.provision(layout, cluster);
  return { layout, provisioned, software: provisionGpuSoftware(layout, cluster, provisioned) };
}

function stateOf(cluster: pulumi.Resource): ClusterState {
  const state = states.get(cluster);
  if (state === undefined) throw new Error("an AiCluster is used before its constructor is done");
  return state;
}
