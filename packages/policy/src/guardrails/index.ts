export * from "./baseline.js";
export { daysBetween, isPlainDate } from "./file-reader.js";
export * from "./glob.js";
export * from "./guardrails.js";
export { isProductionName, readGuardrails } from "./read-guardrails.js";
export * from "./rule-settings.js";
