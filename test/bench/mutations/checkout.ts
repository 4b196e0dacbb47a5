import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the repository's work tree in a temporary folder, to break and mend. */
export interface Checkout {
  readonly dir: string;
  /** Replaces the only place of `find` in a file; what is given back mends it. Throws where there is not exactly one. */
  mutate(file: string, find: string, replace: string): () => void;
  remove(): void;
}

/**
 * Copies what git tracks or would add, and what was built. Installed packages are linked one by one, so that those of
 * the workspace are the copy's own.
 */
export function copyCheckout(root: string): Checkout {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "roadstead-mutations-"));
  const dir = join(parent, "checkout");
  for (const file of sourcesOf(root)) copy(root, dir, file);
  for (const file of builtFiles(root)) copy(root, dir, file);
  linkPackages(join(root, "node_modules"), join(dir, "node_modules"));

  return {
    dir,
    mutate(file, find, replace) {
      const path = join(dir, file);
      const original = readFileSync(path, "utf8");
      const places = original.split(find).length - 1;
      if (places !== 1) throw new Error(`${file} has ${places} places of: ${find}`);
      writeFileSync(
        path,
        original.replace(find, () => replace),
      );
      return () => writeFileSync(path, original);
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function sourcesOf(root: string): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
}

/** With the compiler's records, so that it builds no more than what a mutation changes. */
function builtFiles(root: string): string[] {
  const projects = ["packages", "policies"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/dist`),
  );
  return [...projects, "test/.cache/bench.json"].filter((path) => existsSync(join(root, path)));
}

/** Times too, by which the compiler tells what is new. */
function copy(root: string, dir: string, path: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  cpSync(join(root, path), join(dir, path), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith(".") && name !== ".bin") continue;
    if (name === "@roadstead") {
      // Relative links into the workspace: in the copy they lead into the copy.
      cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    } else {
      symlinkSync(join(from, name), join(to, name), statSync(join(from, name)).isDirectory() ? "dir" : "file");
    }
  }
}
