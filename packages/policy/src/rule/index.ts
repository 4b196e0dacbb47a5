export * from "./answer.js";
export * from "./config-field.js";
export * from "./expectations.js";
export * from "./rule.js";
