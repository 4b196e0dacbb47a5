import { chmodSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { benchRun } from "../../bench/run.js";
import type { SupervisedProcess } from "./supervised-process.js";

/** The folder of one test file, and what runs in it. */
export interface ServerRoom {
  readonly dir: string;
  /** Has a process ended with the room. */
  keep<T extends { readonly process: SupervisedProcess }>(server: T): T;
  /** Ends everything, last started first. */
  close(): Promise<void>;
}

export function openServerRoom(): ServerRoom {
  const run = benchRun();
  // Another user's process may reach its own folder in it, and see nothing else.
  chmodSync(run.dir, 0o711);
  const dir = mkdtempSync(join(run.dir, "s-"));
  chmodSync(dir, 0o711);
  const processes: SupervisedProcess[] = [];
  return {
    dir,
    keep(server) {
      processes.push(server.process);
      return server;
    },
    async close() {
      for (const server of processes.reverse()) {
        // PostgreSQL takes SIGTERM for "when all clients have gone", as its image knows.
        await server.stop(server.name.endsWith("postgres") ? "SIGINT" : "SIGTERM");
      }
    },
  };
}
