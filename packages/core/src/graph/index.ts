export * from "./aws-native.js";
export * from "./plain-options.js";
export * from "./reading.js";
export * from "./redact.js";
export * from "./resource.js";
export * from "./resource-graph.js";
export * from "./value.js";
export * from "./secret-words.js";
