export * from "./pods.js";
