export * from "./existing-feature-store.js";
export * from "./feature-store.js";
export type * from "./feature-store-args.js";
export type * from "./repository.js";
export * from "./rules.js";
export { type FeatureStoreSize, featureStoreSizes, type FeatureStoreSizeName } from "./sizes.js";
