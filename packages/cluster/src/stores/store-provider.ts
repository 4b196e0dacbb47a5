import type { Problem } from "@roadstead/core";
import type { StoreRequest } from "./cluster-stores.js";
import type { MakeDatabaseServer } from "./database.js";
import type { MakeObjectStore } from "./object-store.js";
import type { MakeIdentity } from "./workload-identity.js";

/**
 * What a cloud makes itself, on demand. A target without it has stores in the cluster, or the user's own.
 *
 * `identity` gets grants on stores of this provider only.
 */
export interface StoreProvider {
  readonly objectStore: MakeObjectStore;
  /** The server alone: its databases and their logins are made the same way on every target. */
  readonly database: MakeDatabaseServer;
  readonly identity: MakeIdentity;
  /** What this cloud refuses of a request beside what every target does: paths as in `database.sizeGib`. Pure. */
  readonly problems?: (request: StoreRequest) => readonly Problem[];
}
