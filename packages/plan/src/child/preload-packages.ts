import { existsSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

// Statements at the start of a line; those that name types only leave nothing to load.
const packageImport = /^import\s+(?!type\b)(?:[\w*{}\s,$]+from\s*)?["']([^"'./][^"']*)["']/gm;

/**
 * Loads the packages that a program's entry file imports, in its order: before the TypeScript loader is there, through
 * which each of their files would go to another thread and back, and before source maps are read, which are for the
 * user's own lines.
 *
 * What fails here fails again, and is told, when the program itself imports it.
 */
export async function preloadPackages(file: string): Promise<void> {
  const names = [...readFileSync(file, "utf8").matchAll(packageImport)].map((match) => match[1] ?? "");
  const { resolve } = createRequire(file);
  for (const name of names) {
    if (isBuiltin(name)) continue;
    try {
      const path = resolve(name);
      if (!differsForImport(path)) await import(pathToFileURL(path).href);
    } catch {
      // See above.
    }
  }
}

/** Whether an import may find another file of that package than a resolution from here, which is one of `require`. */
function differsForImport(path: string): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    const { name, exports } = JSON.parse(readFileSync(manifest, "utf8")) as { name?: string; exports?: unknown };
    // A folder of a package may say its module type in a package.json without a name.
    if (name !== undefined) return JSON.stringify(exports ?? null).includes('"import"');
  }
  return true;
}
