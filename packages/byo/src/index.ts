export * from "./byo.js";
export * from "./capabilities.js";
export type * from "./config.js";
export * from "./rules.js";
