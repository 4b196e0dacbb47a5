export * from "./feature-store/index.js";
export * from "./model-registry/index.js";
export * from "./parts/index.js";
