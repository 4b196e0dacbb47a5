export * from "./engine-inputs.js";
export * from "./engine-policies.js";
export * from "./guardrails-file.js";
