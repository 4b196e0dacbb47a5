export * from "./apply-waivers.js";
export * from "./audit.js";
export * from "./finding.js";
export * from "./run-rules.js";
