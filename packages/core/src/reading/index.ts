export * from "./print-cluster-spec.js";
export { readClusterSpec } from "./read-cluster-spec.js";
