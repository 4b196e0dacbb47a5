import type { StoreContext } from "../stores/cluster-stores.js";
import type { MakeDatabase } from "../stores/database.js";
import type { InClusterStore } from "../stores/stores-config.js";

export function inClusterDatabase(_context: StoreContext, _options: InClusterStore["inCluster"]): MakeDatabase {
  return () => {
    throw new Error("not yet");
  };
}
