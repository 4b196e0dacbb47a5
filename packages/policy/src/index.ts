export * from "./engine/index.js";
export * from "./guardrails/index.js";
export * from "./kubernetes/index.js";
export * from "./pools/index.js";
export * from "./report/index.js";
export * from "./rule/index.js";
export * from "./run/index.js";
export * from "./view/index.js";
