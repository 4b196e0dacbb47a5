import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const installed = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** A project in a folder of its own, outside the repository. */
export interface WrittenProgram {
  readonly folder: string;
  readonly remove: () => void;
}

/**
 * Writes the files of a program, with a Pulumi.yaml and a package.json when they are not among them.
 * `sdks: false` leaves it without installed packages.
 */
export function writtenProgram(
  files: Readonly<Record<string, string>>,
  { sdks = true }: { readonly sdks?: boolean } = {},
): WrittenProgram {
  const folder = mkdtempSync(join(tmpdir(), "program-"));
  // One of its own, as one of a folder above would say what kind of modules these are.
  const own = { "Pulumi.yaml": "name: written\nruntime: nodejs\n", "package.json": "{}" };
  for (const [name, text] of Object.entries({ ...own, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  if (sdks) symlinkSync(installed, join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
