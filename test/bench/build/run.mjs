// Programs that the builder runs: quiet while all is well, their last lines when not, and stopped when the builder is.
import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const running = new Set();
process.on("exit", () => running.forEach(stop));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

/** What the program printed; throws with the end of its messages when it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
    running.add(child);
    let output = "";
    let messages = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (messages += chunk));
    child.on("error", (error) => (running.delete(child), reject(error)));
    child.on("close", (code) => {
      running.delete(child);
      if (code === 0) resolve(output.trim());
      else reject(new Error(`${command} ${args.slice(0, 3).join(" ")} … failed:\n${lastLines(messages + output)}`));
    });
  });
}

/** What a program of the user's prints when it is asked; undefined, with one line that says so, when it is broken. */
export async function answerOf(command, args, options) {
  try {
    return await run(command, args, options);
  } catch (error) {
    console.error(`Bench: not used, since it does not work: ${error.message}`);
    return undefined;
  }
}

/** With what it started: each child leads a group of its own. */
function stop({ pid }) {
  try {
    process.kill(-pid);
  } catch {
    // It has ended by itself.
  }
}

/** The first executable of that name on PATH. */
export function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** Whether a version such as "go1.26.8" or "v3.259.0" is that or newer. */
export function isAtLeast(version, minimum) {
  const [own, least] = [version, minimum].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (const [index, part] of least.entries()) if (own[index] !== part) return (own[index] ?? 0) > part;
  return true;
}

function lastLines(text) {
  return text.trim().split("\n").slice(-15).join("\n");
}
