// The folder of what was built, kept between runs and shared by all checkouts: one folder for each part, named by a hash
// of what it was built from. A folder that is there is whole: a part is built beside it and renamed.
import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const cacheDir =
  process.env.ROADSTEAD_BENCH_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "roadstead", "bench");

const daysKept = 30;

/** The folder of a part, built or not. `sources` are files and folders below `root`, `settings` whatever else matters. */
export function partFolder(root, name, sources, settings = []) {
  const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch, ...settings]));
  for (const file of sources.flatMap(filesBelow).sort())
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return join(cacheDir, `${name}-${hash.digest("hex").slice(0, 16)}`);
}

/** Whether the part is there; if so it is marked as used. */
export function isBuilt(folder) {
  if (!existsSync(folder)) return false;
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // A cache that is only read: someone else tidies it.
  }
  return true;
}

/** Builds a part into a folder of its own and gives it its name when it is whole. Only under the lock. */
export async function buildInto(folder, build) {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await build(unfinished);
    rmSync(folder, { recursive: true, force: true }); // There, but no longer usable.
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** One builder at a time: a second one waits and finds the work done. A lock whose process is gone counts for nothing. */
export async function lockCache() {
  mkdirSync(cacheDir, { recursive: true });
  const lock = join(cacheDir, "lock");
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  process.on("exit", () => {
    rmSync(own, { force: true });
    if (holder(lock) === process.pid) rmSync(lock, { force: true });
  });
  for (let isWaiting = false; ; await sleep(500)) {
    try {
      linkSync(own, lock); // Atomic, and the file has its content from the first moment.
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const pid = holder(lock);
    if (pid === undefined) continue;
    if (!isRunning(pid)) {
      rmSync(lock, { force: true });
    } else if (!isWaiting) {
      isWaiting = true;
      console.error(`Bench: process ${pid} is building; waiting for it.`);
    }
  }
}

/** Removes what killed builders left and parts that no run has used for a month. Only under the lock. */
export function tidyCache() {
  const oldest = Date.now() - daysKept * 24 * 3600 * 1000;
  for (const entry of readdirSync(cacheDir)) {
    const path = join(cacheDir, entry);
    const builder = /\.(\d+)$/.exec(entry)?.[1];
    const isPart = /-[0-9a-f]{16}$/.test(entry);
    if (builder !== undefined ? !isRunning(Number(builder)) : isPart && statSync(path).mtimeMs < oldest) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

function holder(lock) {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return undefined;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
