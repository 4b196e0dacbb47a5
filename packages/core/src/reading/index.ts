export * from "./print-cluster-spec.js";
export { readClusterSpec, readSpecParts, type SpecParts, type SpecReading } from "./read-cluster-spec.js";
export { type KeysOf, imageKeys, unknownKeys } from "./unknown-keys.js";
export { isGiven, isPlainObject, isText, isTexts, membersOf } from "./untyped.js";
