export type * from "./database.js";
export type * from "./object-store.js";
export type * from "./store-owner.js";
export type * from "./store-provider.js";
export type * from "./workload-identity.js";
