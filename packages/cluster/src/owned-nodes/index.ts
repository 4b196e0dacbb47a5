export * from "./capabilities.js";
export type * from "./config.js";
export * from "./gpu-stack.js";
export * from "./kubeconfig.js";
export * from "./layout.js";
export * from "./node-check.js";
export * from "./provision.js";
export * from "./rules.js";
export * from "./validate.js";
