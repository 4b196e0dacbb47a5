export * from "./capabilities.js";
export type * from "./config.js";
export * from "./k3s.js";
export * from "./rules.js";
