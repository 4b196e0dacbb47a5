export * from "./validate-spec.js";
