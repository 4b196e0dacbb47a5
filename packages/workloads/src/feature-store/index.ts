export { ExistingFeatureStore, type ExistingFeatureStoreArgs } from "./existing-feature-store.js";
export { FeatureClient, type FeatureClientArgs, type FeatureClientPod } from "./feature-client.js";
export { FeatureStore } from "./feature-store.js";
export type * from "./feature-store-args.js";
export type * from "./repository.js";
export { type FeatureRule, featureRules } from "./rules.js";
export { type FeatureStoreSize, type FeatureStoreSizeName, featureStoreSizes } from "./sizes.js";
