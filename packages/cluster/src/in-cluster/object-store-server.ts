import type { StoreContext } from "../stores/cluster-stores.js";
import type { ObjectStoreMaker } from "../stores/makers.js";
import type { InClusterStore } from "../stores/stores-config.js";

export function inClusterObjectStore(_context: StoreContext, _options: InClusterStore["inCluster"]): ObjectStoreMaker {
  const missing = () => {
    throw new Error("not yet");
  };
  return { objectStore: missing, identity: missing };
}
