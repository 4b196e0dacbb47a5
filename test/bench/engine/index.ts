export * from "./event-log.js";
export { languageHost } from "./language-host.js";
export * from "./provider-host.js";
export * from "./stack.js";
export * from "./state-file.js";
export * from "./compare-graphs.js";
export * from "./resource-facts.js";
export * from "./compare-project.js";
export type { Tolerance } from "./tolerances.js";
