export * from "./print-cluster-spec.js";
export { readClusterSpec, readSpecParts, type SpecParts, type SpecReading } from "./read-cluster-spec.js";
export { isGiven, isPlainObject, isText, isTexts, membersOf } from "./untyped.js";
