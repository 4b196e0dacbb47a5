export type * from "./capabilities.js";
export * from "./cluster-summary.js";
export * from "./graph/index.js";
export * from "./labels.js";
export * from "./layout/index.js";
export * from "./names.js";
export * from "./problem.js";
export * from "./spec/index.js";
