export * from "./parts/index.js";
