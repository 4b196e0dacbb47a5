export type * from "./cluster-handle.js";
export * from "./gpu-binding.js";
export type * from "./gpu-software/transform.js";
export type * from "./target.js";
export type * from "./transform.js";
