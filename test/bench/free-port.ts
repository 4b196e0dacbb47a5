import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { benchRun } from "./run.js";

// Below those that systems give to connections, and to servers that take any port: from Linux' 32768 on.
const lowest = 20_000;
const count = 12_000;

/** A port of the loopback address that nothing listens on, and that no other process of this run is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * count);
    if (reserve(port) && (await isFree(port))) return port;
  }
}

/** Takes a port for this process; false where another of this run has it. */
function reserve(port: number): boolean {
  const folder = join(benchRun().dir, "ports");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, String(port)), "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
