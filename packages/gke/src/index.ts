export type * from "./config.js";
export type { CloudSql, CloudSqlOptions, GkeStores, SqlEndpoint } from "./stores/stores-config.js";
export * from "./gke.js";
export * from "./rules.js";
export type { GkeKinds, GkeTransforms } from "./transform.js";
