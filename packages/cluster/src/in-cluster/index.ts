export { type DatabaseDump, type DatabaseRestore, type DumpedDatabase, dumpPod, restorePod } from "./database-dump.js";
export type * from "./transform.js";
