import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { GraphDiagnostic } from "@roadstead/core";
import type { ProjectFile } from "./project-file.js";
import { usageError } from "./usage-error.js";

/** Where a project's program is, by the rules of Pulumi's launcher. */
export interface EntryPoint {
  readonly workingDirectory: string;
  /** File, or a folder whose index is meant. */
  readonly program: string;
  readonly isModule: boolean;
  /** What the launcher itself is told: `.`, or the file that `main` names. */
  readonly launcherArgument: string;
  readonly diagnostics: readonly GraphDiagnostic[];
}

interface Manifest {
  readonly type?: string;
  readonly main?: string;
  readonly exports?: unknown;
}

/** @throws PlanUsageError when `main` names nothing or a package.json cannot be read. */
export function entryPoint(project: ProjectFile): EntryPoint {
  const main = resolve(project.root, project.main ?? ".");
  if (!existsSync(main)) {
    throw usageError("project/main", project.file, `names the program ${project.main ?? "."}, which does not exist`);
  }
  const isFolder = statSync(main).isDirectory();
  const workingDirectory = isFolder ? main : dirname(main);
  const packageFolder = findPackage(workingDirectory);
  const manifest = packageFolder === undefined ? {} : readManifest(join(packageFolder, "package.json"));
  const base = {
    workingDirectory,
    isModule: manifest.type === "module",
    launcherArgument: isFolder ? "." : basename(main),
  };
  const wanted = isFolder ? entryOf(manifest) : undefined;
  if (wanted === undefined || packageFolder === undefined) return { ...base, program: main, diagnostics: [] };
  const program = join(packageFolder, wanted);
  if (existsSync(program)) return { ...base, program, diagnostics: [] };
  const message = `package.json names the entry point ${wanted}, which does not exist; the folder's index runs instead`;
  return { ...base, program: main, diagnostics: [{ severity: "warning", code: "program-entry", message }] };
}

function entryOf(manifest: Manifest): string | undefined {
  const { exports, main } = manifest;
  if (typeof exports === "string") return exports;
  if (typeof exports === "object" && exports !== null) {
    const root = (exports as Record<string, unknown>)["."];
    if (typeof root === "string") return root;
    if (typeof root !== "object" || root === null) return undefined;
    const conditions = root as Record<string, unknown>;
    const entry = conditions["default"] ?? conditions["require"] ?? conditions["import"];
    return typeof entry === "string" ? entry : undefined;
  }
  return main;
}

function findPackage(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : findPackage(above);
}

function readManifest(file: string): Manifest {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch {
    throw usageError("project/manifest", file, "is not valid JSON");
  }
}
