import type * as k8s from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { type ImageOptions, type Problem, sortProblems, SpecError } from "@roadstead/core";
import type { InClusterTransforms } from "../in-cluster/transform.js";
import type { DatabaseArgs, MakeDatabase } from "./database.js";
import { grantProblems } from "./grant-problems.js";
import { joinedIdentities } from "./joined-identities.js";
import { databaseMaker, objectStoreMakers, type ObjectStoreMaker } from "./makers.js";
import type { MakeObjectStore, ObjectStore, ObjectStoreArgs } from "./object-store.js";
import { requestProblems } from "./request-problems.js";
import type { StoreProvider } from "./store-provider.js";
import type { StoresConfig } from "./stores-config.js";
import type { MakeIdentity } from "./workload-identity.js";

/** What a workload is about to ask for, as far as it can be judged before anything is made. */
export interface StoreRequest {
  readonly objectStore?: Omit<ObjectStoreArgs, "namespace">;
  readonly database?: Omit<DatabaseArgs, "namespace" | "dumps">;
}

/** The stores of one cluster, wherever they are. */
export interface ClusterStores {
  readonly objectStore: MakeObjectStore;
  readonly database: MakeDatabase;
  readonly identity: MakeIdentity;
  readonly problems: (request: StoreRequest) => readonly Problem[];
}

/** What stores need to know of their cluster. */
export interface StoreContext {
  /** Name of the AiCluster. */
  readonly cluster: string;
  /** "eks", "gke", "k3s", "byo": where the hint of a problem points. */
  readonly target: string;
  readonly provider: k8s.Provider;
  /** What Kubernetes objects wait for. */
  readonly ready: readonly pulumi.Resource[];
  readonly storageClass: string;
  readonly images: ImageOptions;
  readonly deletionProtection: boolean;
  /** The factory's changes to the objects of stores that run in the cluster. */
  readonly transforms?: InClusterTransforms;
  /** The factory's choice, which goes before the cloud's own. */
  readonly config: StoresConfig;
  readonly cloud?: StoreProvider;
}

/** The stores of a cluster: each where the factory says, else the cloud's own. */
export function clusterStores(context: StoreContext): ClusterStores {
  const makers = new Map<ObjectStore, ObjectStoreMaker>();
  const objectStores = objectStoreMakers(context);
  const problems = (request: StoreRequest) =>
    sortProblems([...requestProblems(request, context), ...(context.cloud?.problems?.(request) ?? [])]);
  const stores: ClusterStores = {
    problems,
    objectStore(name, args, owner) {
      refuse(problems({ objectStore: args }));
      const maker = objectStores();
      const store = maker.objectStore(name, args, owner);
      makers.set(store, maker);
      return store;
    },
    database(name, args, owner) {
      refuse(problems({ database: args }));
      return databaseMaker(context, stores.identity)(name, args, owner);
    },
    identity(namespace, serviceAccount, grants, owner) {
      const granted = grants.map((grant) => ({ grant, maker: makers.get(grant.store) }));
      refuse(grantProblems(granted));
      const known = new Set(granted.flatMap(({ maker }) => maker ?? []));
      return joinedIdentities(
        [...known].map((maker) => {
          const own = granted.filter((entry) => entry.maker === maker).map(({ grant }) => grant);
          return maker.identity(namespace, serviceAccount, own, owner);
        }),
      );
    },
  };
  return stores;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new SpecError(problems);
}
