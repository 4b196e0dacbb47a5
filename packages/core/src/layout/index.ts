export * from "./architecture.js";
export * from "./capacity-groups.js";
export type * from "./cluster-layout.js";
export type * from "./gpu-stack.js";
export * from "./layout-cluster.js";
export type * from "./layout-options.js";
export * from "./layout-pools.js";
export * from "./pool-request.js";
