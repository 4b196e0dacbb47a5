import { inClusterDatabase } from "../in-cluster/database-in-cluster.js";
import { databaseLogins } from "../in-cluster/database-logins.js";
import { inClusterObjectStore } from "../in-cluster/object-store-in-cluster.js";
import type { StoreContext } from "./cluster-stores.js";
import type { MakeDatabase, MakeDatabaseServer } from "./database.js";
import { existingDatabase } from "./existing-database.js";
import { existingObjectStore } from "./existing-object-store.js";
import type { StoreProvider } from "./store-provider.js";
import type { MakeIdentity } from "./workload-identity.js";

/** Makes object stores and grants access to them. Stores of one maker take the same keys. */
export type ObjectStoreMaker = Pick<StoreProvider, "objectStore" | "identity">;

/** Gives the maker of the next store; called only where a store can be had. */
export function objectStoreMakers(context: StoreContext): () => ObjectStoreMaker {
  const { config, cloud } = context;
  const choice = config.objectStore;
  if (choice !== undefined && "inCluster" in choice) return () => inClusterObjectStore(context, choice.inCluster);
  const shared = choice === undefined ? cloud : existingObjectStore(context, choice);
  return () => shared ?? unavailable();
}

/** @param identity grants the dumps of a server in the cluster a place */
export function databaseMaker(context: StoreContext, identity: MakeIdentity): MakeDatabase {
  const choice = context.config.database;
  if (choice === undefined) return withLogins(context, context.cloud?.database ?? unavailable());
  return "inCluster" in choice
    ? inClusterDatabase(context, choice.inCluster, identity)
    : existingDatabase(context, choice);
}

/** A server, and the databases and logins that the workload asks for. */
function withLogins(context: StoreContext, makeServer: MakeDatabaseServer): MakeDatabase {
  return (name, args, owner) => {
    const { admin, ...server } = makeServer(name, args, owner);
    const { logins, ready } = databaseLogins(context, name, { ...args, server, admin }, owner);
    return { ...server, logins, ready: [...server.ready, ...ready] };
  };
}

function unavailable(): never {
  throw new Error("a store is made where none can be had: its problems were not looked at");
}
