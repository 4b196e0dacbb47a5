export type * from "./capacity.js";
export * from "./cluster-spec.js";
export type * from "./node.js";
export type * from "./sharing.js";
export { shown, suggestion } from "./spec-problem.js";
export * from "./spec-rules.js";
