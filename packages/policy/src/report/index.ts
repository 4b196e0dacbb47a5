export * from "./json-report.js";
export * from "./junit-report.js";
export * from "./markdown-report.js";
export * from "./plain-text.js";
export * from "./sarif-report.js";
export * from "./summary.js";
export * from "./rules-page.js";
