export * from "./spec-rules.js";
export * from "./validate-spec.js";
