// Makes a checkout runnable: `npm start` and `npm test` call it first, so that both work on a fresh clone.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Roadstead needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

// npm writes node_modules/.package-lock.json last; older than the lockfile means a changed or broken install.
const installed = `${root}node_modules/.package-lock.json`;
const isInstalled =
  existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;

if (isInstalled) run("npx", ["--no-install", "tsc", "-b"]);
else run("npm", ["ci", "--no-audit", "--no-fund"]);

/** Output goes to stderr: stdout belongs to the command that is being set up for. */
function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  } catch {
    console.error(`Set-up failed: ${command} ${args.join(" ")}`);
    process.exit(1);
  }
}
