export * from "./engine-inputs.js";
export type { EngineOptions } from "./engine-options.js";
export * from "./engine-policies.js";
export type { EngineResource } from "./engine-resource.js";
export * from "./guardrails-file.js";
