import { constants } from "node:os";
import { run } from "./run.js";
import type { OutputStream } from "./terminal.js";

const outputStream = (stream: NodeJS.WriteStream): OutputStream => ({
  write: (text) => void stream.write(text),
  drained: () => new Promise((resolve) => (stream.writableNeedDrain ? stream.write("", () => resolve()) : resolve())),
  isTerminal: stream.isTTY,
  // A terminal that does not know its size says 0.
  ...(stream.isTTY && stream.columns > 0 ? { columns: stream.columns } : {}),
});

// A reader such as `head` that has seen enough is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Left to Node, a signal ends this process at once and leaves the planned program running: an exit ends both.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

run(process.argv.slice(2), {
  env: process.env,
  stdout: outputStream(process.stdout),
  stderr: outputStream(process.stderr),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
