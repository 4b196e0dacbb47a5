import type { Dirent } from "node:fs";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { ManifestFile } from "./manifest-files.js";

/** Lists the files that a folder has from an earlier run. */
export const markerName = ".roadstead-manifests.json";

/** The folder holds what no earlier run wrote; `message` names it. */
export class ForeignFolderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ForeignFolderError";
  }
}

/**
 * Writes the files below `directory`, each whole or not at all, and removes those of an earlier run that are not
 * among them. All in one go: a signal such as Ctrl-C is heard before or after. Killed half-way, it can be run again.
 *
 * @throws {ForeignFolderError} when the folder has files that no earlier run wrote, unless `force`, which leaves
 * them where they are.
 */
export function writeManifests(
  directory: string,
  files: readonly ManifestFile[],
  { force }: { readonly force: boolean },
): void {
  makeFolder(directory);
  const earlier = earlierFiles(directory);
  if (!force) refuseForeign(directory, earlier);
  const paths = files.map((file) => file.path);
  const stale = earlier.filter((path) => !paths.includes(path));
  // Named before they are there: a run that stops half-way leaves no file that the next one would not know.
  writeMarker(directory, [...paths, ...stale]);
  for (const { path, text } of files) replaceFile(join(directory, path), text);
  for (const path of stale) removeFile(directory, path);
  writeMarker(directory, paths);
}

function earlierFiles(directory: string): string[] {
  try {
    const { files } = JSON.parse(readFileSync(join(directory, markerName), "utf8")) as { files: unknown };
    return (files as unknown[]).filter((path): path is string => typeof path === "string" && isOwnPath(path));
  } catch {
    return [];
  }
}

/** What this program names its files: nothing that leads out of the folder. */
const isOwnPath = (path: string): boolean =>
  /^[a-z0-9-][a-z0-9.-]*\/[a-z0-9-][a-z0-9.-]*\.yaml$/.test(path) && !path.includes("..");

function refuseForeign(directory: string, known: readonly string[]): void {
  const foreign: string[] = [];
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.name === markerName || entry.name === `${markerName}.tmp`) continue;
    if (!entry.isDirectory()) foreign.push(entry.name);
    else foreign.push(...foreignIn(directory, entry, known));
  }
  const [first] = foreign.sort();
  if (first === undefined) return;
  const more = foreign.length > 1 ? ` and ${foreign.length - 1} more` : "";
  throw new ForeignFolderError(
    `${directory} has ${first}${more}, not written by roadstead; choose another folder or add --force`,
  );
}

function foreignIn(directory: string, folder: Dirent, known: readonly string[]): string[] {
  const names = readdirSync(join(directory, folder.name));
  // A temporary file that an interrupted run left is its own.
  return names.map((name) => `${folder.name}/${name}`).filter((path) => !known.includes(path.replace(/\.tmp$/, "")));
}

const writeMarker = (directory: string, files: readonly string[]): void =>
  replaceFile(
    join(directory, markerName),
    `${JSON.stringify({ schemaVersion: 1, files: [...files].sort() }, null, 2)}\n`,
  );

/** Not Node's own recursive way, which never ends where a file system refuses a new folder (`/proc`). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it since.
    if (!existsSync(path)) throw error;
  }
}

function replaceFile(path: string, text: string): void {
  makeFolder(dirname(path));
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}

function removeFile(directory: string, path: string): void {
  const file = join(directory, path);
  rmSync(file, { force: true });
  if (existsSync(dirname(file)) && readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file));
}
