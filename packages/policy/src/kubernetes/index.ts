export * from "./pods.js";
export * from "./quantity.js";
