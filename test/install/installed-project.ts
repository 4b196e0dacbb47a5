import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** A folder outside the repository into which the packed packages were installed, as a user would. */
export interface InstalledProject {
  readonly dir: string;
  /** Runs a command in a folder of the project; gives its exit code and output. */
  run(cwd: string, command: string, args: readonly string[]): Promise<Ran>;
  remove(): Promise<void>;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Packs every package, once, into a folder that the caller removes. */
export async function packAll(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "roadstead-pack-"));
  const args = ["pack", "--workspaces", "--if-present", "--pack-destination", dir, "--ignore-scripts"];
  await execute("npm", args, { cwd: root, maxBuffer: 1e8 });
  return dir;
}

/** Installs the tarballs of `packed`, without the examples, together with `dependencies` of the registry. */
export async function installProject(
  packed: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<InstalledProject> {
  const dir = await mkdtemp(join(tmpdir(), "roadstead-install-"));
  const tarballs = (await readdir(packed)).filter((name) => !name.includes("example-"));
  const own = Object.fromEntries(
    tarballs.map((name) => [
      name.replace(/^roadstead-(.+)-[\d.]+\.tgz$/, "@roadstead/$1"),
      `file:${join(packed, name)}`,
    ]),
  );
  const manifest = { name: "user", version: "1.0.0", private: true, dependencies: { ...own, ...dependencies } };
  await writeFile(join(dir, "package.json"), JSON.stringify(manifest));
  await execute("npm", ["install", "--no-audit", "--no-fund"], { cwd: dir, maxBuffer: 1e8 });
  return {
    dir,
    run: (cwd, command, args) => run(join(dir, cwd), dir, command, args),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

async function run(cwd: string, dir: string, command: string, args: readonly string[]): Promise<Ran> {
  const path = `${join(dir, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`;
  const options = { cwd, env: { ...process.env, PATH: path, NO_COLOR: "1" }, maxBuffer: 1e8 };
  try {
    return { code: 0, ...(await execute(command, [...args], options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    return { code: typeof code === "number" ? code : 1, stdout, stderr };
  }
}

/** Writes the hybrid example into `<dir>/<name>`, with the project files that make it that kind of program. */
export async function writeProgram(dir: string, name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const example = join(root, "examples/hybrid");
  await mkdir(join(dir, name), { recursive: true });
  const copied = ["index.ts", "Pulumi.dev.yaml"].map(async (file): Promise<[string, string]> => [
    file,
    await readFile(join(example, file), "utf8"),
  ]);
  const all = { ...Object.fromEntries(await Promise.all(copied)), ...files };
  await Promise.all(Object.entries(all).map(([file, text]) => writeFile(join(dir, name, file), text)));
}

/** The hybrid example's project file, with another entry or other runtime options. */
export async function projectFile(runtime: string): Promise<string> {
  const text = await readFile(join(root, "examples/hybrid/Pulumi.yaml"), "utf8");
  return text.replace(/runtime:\n(?: .*\n)+/, runtime);
}

/** Every public import specifier, read from the packages' `exports`. */
export async function publicSpecifiers(): Promise<readonly string[]> {
  const folders = (await readdir(join(root, "packages"))).filter((name) => name !== "decisions" && name !== "cli");
  const lists = folders.map(async (folder) => {
    const text = await readFile(join(root, "packages", folder, "package.json"), "utf8");
    const { name, exports } = JSON.parse(text) as { name: string; exports: Record<string, unknown> };
    const subpaths = Object.keys(exports).filter((key) => !key.endsWith(".json"));
    return subpaths.map((key) => name + key.slice(1));
  });
  return (await Promise.all(lists)).flat();
}
