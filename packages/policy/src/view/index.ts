export { type PropertyReader, valueReader } from "./property-reader.js";
export * from "./reading.js";
export * from "./resource-view.js";
export * from "./stack-view.js";
