export type * from "./cluster-handle.js";
export * from "./gpu-binding.js";
export type * from "./target.js";
