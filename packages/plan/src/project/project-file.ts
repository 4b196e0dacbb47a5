import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { usageError } from "./usage-error.js";

/** What a plan needs of Pulumi.yaml. */
export interface ProjectFile {
  readonly name: string;
  /** Folder of the file. */
  readonly root: string;
  /** Path of the file, for messages. */
  readonly file: string;
  readonly main: string | undefined;
  readonly nodeArgs: string;
  readonly typescript: boolean;
  readonly tsconfig: string;
  /** `config:` as written, when it is a mapping. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Folder of the stacks' files. */
  readonly stackFolder: string;
}

const fileNames = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Reads the project of that very folder. Projects of folders above it are not looked for, as the Pulumi CLI does from
 * the current one: a name that is mistyped would plan the project around it.
 * @throws PlanUsageError when there is none, or it is not a Node.js project.
 */
export function readProjectFile(folder: string): ProjectFile {
  if (!existsSync(folder)) throw usageError("project/folder", folder, "does not exist");
  if (!statSync(folder).isDirectory()) {
    throw usageError("project/folder", folder, "is not a folder", "name the folder of a Pulumi project");
  }
  const file = projectFileIn(resolve(folder));
  if (file === undefined) {
    const above = projectFolderAbove(resolve(folder));
    const hint = above === undefined ? "name the folder of a Pulumi project" : `the nearest project is ${above}`;
    throw usageError("project/file", folder, "has no Pulumi.yaml", hint);
  }
  const content = readYaml(file);
  const { name, main, runtime, config, stackConfigDir } = content;
  if (typeof name !== "string" || name === "") throw usageError("project/name", file, "names no project");
  const { runtimeName, options } = runtimeOf(runtime);
  if (runtimeName !== "nodejs") {
    const message = `has the runtime ${runtimeName || "(none)"}; only nodejs programs can be planned`;
    throw usageError("project/runtime", file, message);
  }
  const root = dirname(file);
  const stacks = typeof config === "string" ? config : stackConfigDir;
  return {
    name,
    root,
    file,
    main: typeof main === "string" && main !== "" ? main : undefined,
    nodeArgs: typeof options["nodeargs"] === "string" ? options["nodeargs"] : "",
    typescript: options["typescript"] !== false,
    tsconfig: typeof options["tsconfig"] === "string" ? options["tsconfig"] : "tsconfig.json",
    config: isFields(config) ? config : {},
    stackFolder: typeof stacks === "string" ? resolve(root, stacks) : root,
  };
}

/** Parses a YAML or JSON file whose top must be a mapping; an empty file is an empty one. */
export function readYaml(file: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw usageError("project/readable", file, message);
  }
  if (!isFields(content)) throw usageError("project/readable", file, "must be a mapping");
  return content;
}

export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const projectFileIn = (folder: string): string | undefined =>
  fileNames.map((name) => join(folder, name)).find((path) => existsSync(path));

function projectFolderAbove(folder: string): string | undefined {
  const above = dirname(folder);
  if (above === folder) return undefined;
  return projectFileIn(above) === undefined ? projectFolderAbove(above) : above;
}

function runtimeOf(runtime: unknown): { runtimeName: string; options: Readonly<Record<string, unknown>> } {
  if (typeof runtime === "string") return { runtimeName: runtime, options: {} };
  if (!isFields(runtime)) return { runtimeName: "", options: {} };
  const { name, options } = runtime;
  return { runtimeName: typeof name === "string" ? name : "", options: isFields(options) ? options : {} };
}
