// Runs one command in this process's group. When the command ends, or when whoever asked for it is gone (the channel
// closes, however that process died), the whole group ends with it.
import { spawn } from "node:child_process";

process.once("message", ({ command, args, options }) => {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "inherit", "inherit"] });
  child.on("error", (error) => report({ code: 127, error: error.message }));
  child.on("exit", (code, signal) => report({ code, signal }));
  process.on("message", (signal) => child.kill(signal));
});

process.on("disconnect", endGroup);
// What ends a group from outside ends the command first: it may have its data to save.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => undefined);

function report(end) {
  process.send(end, endGroup);
}

function endGroup() {
  process.kill(-process.pid, "SIGKILL");
}
