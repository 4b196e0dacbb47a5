export * from "./print-cluster-spec.js";
export { readClusterSpec, readSpecParts, type SpecParts } from "./read-cluster-spec.js";
