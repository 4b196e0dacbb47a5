import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// Statements at the start of a line; those that name types only leave nothing to load. Only packages of which it is
// known that they declare nothing when they are loaded, and are the same files for `import` and `require`.
const packageImport = /^import\s+(?!type\b)(?:[\w*{}\s,$]+from\s*)?["']((?:@pulumi|@roadstead)\/[^"']+)["']/gm;

/**
 * Loads the packages of Pulumi and of Roadstead that a program's entry file imports, in its order: before the
 * TypeScript loader is there, through which each of their files would go to another thread and back, and before source
 * maps are read, which are for the user's own lines.
 *
 * A package that is not installed or fails is told when the program itself imports it, after what it does before.
 */
export async function preloadPackages(file: string): Promise<void> {
  const names = [...readFileSync(file, "utf8").matchAll(packageImport)].map((match) => match[1] ?? "");
  const require = createRequire(file);
  for (const name of names) {
    let path: string;
    try {
      path = require.resolve(name);
    } catch {
      continue;
    }
    // Sources, as of a package in a workspace, need the loader.
    if (!/\.[cm]?js$/.test(path)) continue;
    try {
      // ES modules too, in a fifth less time: no file of theirs waits for the event loop.
      require(path);
      await import(pathToFileURL(path).href);
    } catch {
      continue;
    }
  }
}
