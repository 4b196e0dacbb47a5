export type { PlanDocument, PlanDocumentResource } from "./report/plan-document.js";
export { run } from "./run.js";
export type { OutputStream, Terminal } from "./terminal.js";
