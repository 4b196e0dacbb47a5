// What reads files needs neither the planner nor Pulumi's SDK: who only reads loads this alone.
export { PlanUsageError } from "../project/usage-error.js";
export { parseStored, readStored, type StoredFile, type StoredGraph } from "./read-stored.js";
