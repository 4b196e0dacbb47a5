export type * from "./config.js";
export * from "./eks.js";
export * from "./rules.js";
export type { EksKinds, EksTransforms } from "./transform.js";
