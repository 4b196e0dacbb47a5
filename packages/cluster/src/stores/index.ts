export type { StoreRequest } from "./cluster-stores.js";
export type * from "./database.js";
export type * from "./object-store.js";
export { smallestVolumeGib } from "./request-problems.js";
export { egressTo } from "./store-egress.js";
export type * from "./store-owner.js";
export type * from "./store-provider.js";
export type * from "./stores-config.js";
export type * from "./workload-identity.js";
