export * from "./feature-store/index.js";
export * from "./parts/index.js";
