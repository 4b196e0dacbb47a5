// Chromium comes from no language's registry: it is the machine's own, on PATH, or where ROADSTEAD_CHROMIUM says.
import { existsSync, realpathSync, statSync } from "node:fs";
import { answerOf, isAtLeast, onPath, run } from "./run.mjs";

const minimumChromium = "120";
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * A Chromium with its version, asked once for each file; where CI is set, Debian's package is installed when there is
 * none. `before` is what an earlier run found.
 */
export async function findChromium(before) {
  const isDebianCi = Boolean(process.env.CI) && process.getuid?.() === 0 && onPath("apt-get") !== undefined;
  return (await newEnough(before)) ?? (isDebianCi ? await installed() : undefined);
}

export const noChromium = `Chromium ${minimumChromium} (or newer: on Debian \`apt-get install chromium-headless-shell fonts-dejavu-core\`, elsewhere ROADSTEAD_CHROMIUM=<its program>) not found`;

async function newEnough(before) {
  const own = process.env.ROADSTEAD_CHROMIUM;
  for (const path of own === undefined ? names.map(onPath) : [own]) {
    if (path === undefined || !existsSync(path)) continue;
    const file = realpathSync(path);
    const stamp = `${file} ${statSync(file).mtimeMs}`;
    const version = before?.stamp === stamp ? before.version : await answerOf(path, ["--version"]);
    if (version !== undefined && isAtLeast(version, minimumChromium)) return { stamp, version, path };
  }
  return undefined;
}

async function installed() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["chromium-headless-shell", "fonts-dejavu-core"];
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-qq", "--no-install-recommends", ...packages], { env });
  return newEnough();
}
