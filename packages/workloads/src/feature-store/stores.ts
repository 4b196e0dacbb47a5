import type { ClusterHandle, Database, ObjectStore, StoreOwner, WorkloadIdentity } from "@roadstead/cluster";
import { type AccountPurpose, serviceAccounts } from "./accounts.js";
import { dataPrefix, dumpPrefix } from "./data.js";
import { type FeatureStoreLayout, storeRequest } from "./layout.js";

/** What the cluster gave to a feature store. */
export interface FeatureStoreStores {
  readonly database: Database;
  /** Data of features, which pipelines write, and dumps. */
  readonly data: ObjectStore;
  /** Of the ServiceAccounts that use the bucket. */
  readonly identities: {
    readonly jobs: WorkloadIdentity;
    /** None where the server dumps all of its databases itself. */
    readonly dump?: WorkloadIdentity | undefined;
    readonly offline?: WorkloadIdentity | undefined;
  };
}

/** Has the cluster make bucket, database and identities. */
export function makeStores(
  name: string,
  layout: FeatureStoreLayout,
  cluster: Pick<ClusterHandle, "objectStore" | "database" | "identity">,
  owner: StoreOwner,
): FeatureStoreStores {
  const { namespace } = layout.identity;
  const request = storeRequest(layout);
  const data = cluster.objectStore(`${name}-data`, { namespace, ...request.objectStore }, owner);
  const database = cluster.database(`${name}-database`, { namespace, dumps: data, ...request.database }, owner);
  const sources = layout.sources.map((store) => ({ store, access: "read" }) as const);
  const identity = (purpose: AccountPurpose, grants: Parameters<ClusterHandle["identity"]>[2]) =>
    cluster.identity(namespace, serviceAccounts[purpose], grants, owner);
  return {
    database,
    data,
    identities: {
      jobs: identity("jobs", [{ store: data, access: "read", prefix: dataPrefix }, ...sources]),
      dump:
        database.dumped === true ? undefined : identity("dump", [{ store: data, access: "write", prefix: dumpPrefix }]),
      offline: layout.offlineServer
        ? identity("offline", [{ store: data, access: "write", prefix: dataPrefix }, ...sources])
        : undefined,
    },
  };
}

/** What pods wait for. */
export function storesReady({ database, data, identities }: FeatureStoreStores) {
  const { jobs, dump, offline } = identities;
  return [...database.ready, ...data.ready, ...jobs.ready, ...(dump?.ready ?? []), ...(offline?.ready ?? [])];
}
