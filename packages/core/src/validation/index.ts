export type { ValidateOptions } from "./spec-check.js";
export * from "./validate-spec.js";
