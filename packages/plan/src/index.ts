export * from "./answers/load-answers.js";
export * from "./answers/plan-answers.js";
export { builtinTokens } from "./answers/builtin.js";
export * from "./plan.js";
export * from "./plan-program.js";
export * from "./plan-project.js";
export * from "./project/usage-error.js";
export { parseStored, readStored, type StoredGraph } from "./stored/read-stored.js";
