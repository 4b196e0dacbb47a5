import { inClusterDatabase } from "../in-cluster/database-server.js";
import { inClusterObjectStore } from "../in-cluster/object-store-server.js";
import type { StoreContext } from "./cluster-stores.js";
import type { MakeDatabase } from "./database.js";
import { existingDatabase } from "./existing-database.js";
import { existingObjectStore } from "./existing-object-store.js";
import type { StoreProvider } from "./store-provider.js";

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

export function databaseMaker(context: StoreContext): MakeDatabase {
  const choice = context.config.database;
  if (choice === undefined) return context.cloud?.database ?? unavailable();
  return "inCluster" in choice ? inClusterDatabase(context, choice.inCluster) : existingDatabase(context, choice);
}

function unavailable(): never {
  throw new Error("a store is made where none can be had: its problems were not looked at");
}
