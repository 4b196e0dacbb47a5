import type { Dirent } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
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
 * among them. Interrupted, it can be run again.
 *
 * @throws {ForeignFolderError} when the folder has files that no earlier run wrote, unless `force`, which leaves
 * them where they are.
 */
export async function writeManifests(
  directory: string,
  files: readonly ManifestFile[],
  { force }: { readonly force: boolean },
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const earlier = await earlierFiles(directory);
  if (!force) await refuseForeign(directory, earlier);
  const paths = files.map((file) => file.path);
  const stale = earlier.filter((path) => !paths.includes(path));
  // Named before they are there: a run that stops half-way leaves no file that the next one would not know.
  await writeMarker(directory, [...paths, ...stale]);
  for (const { path, text } of files) await replaceFile(join(directory, path), text);
  for (const path of stale) await removeFile(directory, path);
  await writeMarker(directory, paths);
}

async function earlierFiles(directory: string): Promise<string[]> {
  const marker = await readFile(join(directory, markerName), "utf8").catch(() => undefined);
  if (marker === undefined) return [];
  try {
    const { files } = JSON.parse(marker) as { files: unknown };
    return (files as unknown[]).filter((path): path is string => typeof path === "string" && isOwnPath(path));
  } catch {
    return [];
  }
}

/** What this program names its files: nothing that leads out of the folder. */
const isOwnPath = (path: string): boolean =>
  /^[a-z0-9-][a-z0-9.-]*\/[a-z0-9-][a-z0-9.-]*\.yaml$/.test(path) && !path.includes("..");

async function refuseForeign(directory: string, known: readonly string[]): Promise<void> {
  const foreign: string[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.name === markerName || entry.name === `${markerName}.tmp`) continue;
    if (!entry.isDirectory()) foreign.push(entry.name);
    else foreign.push(...(await foreignIn(directory, entry, known)));
  }
  const [first] = foreign.sort();
  if (first === undefined) return;
  const more = foreign.length > 1 ? ` and ${foreign.length - 1} more` : "";
  throw new ForeignFolderError(
    `${directory} has ${first}${more}, not written by roadstead; choose another folder or add --force`,
  );
}

async function foreignIn(directory: string, folder: Dirent, known: readonly string[]): Promise<string[]> {
  const names = await readdir(join(directory, folder.name));
  // A temporary file that an interrupted run left is its own.
  return names.map((name) => `${folder.name}/${name}`).filter((path) => !known.includes(path.replace(/\.tmp$/, "")));
}

const writeMarker = (directory: string, files: readonly string[]): Promise<void> =>
  replaceFile(
    join(directory, markerName),
    `${JSON.stringify({ schemaVersion: 1, files: [...files].sort() }, null, 2)}\n`,
  );

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
}

async function removeFile(directory: string, path: string): Promise<void> {
  await rm(join(directory, path), { force: true });
  await rmdir(dirname(join(directory, path))).catch(() => undefined);
}
