export type * from "./config.js";
export * from "./gke.js";
export * from "./rules.js";
export type { GkeKinds, GkeTransforms } from "./transform.js";
