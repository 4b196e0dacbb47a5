import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PlanRequest } from "./plan-request.js";
import { preloadPackages } from "./preload-packages.js";
import { requireTypeScript } from "./typescript-require.js";

/**
 * Loads the program by the rules of Pulumi's own launcher and gives what it exports; an exported function is called.
 * CommonJS is required, `"type": "module"` is imported.
 */
export async function loadProgram(request: PlanRequest, warn: (message: string) => void): Promise<unknown> {
  const exported = request.isModule ? await importProgram(request) : await requireProgram(request);
  if (hasBothIndexFiles(request.program)) {
    warn("The folder has both index.js and index.ts and no main: index.js is the one that runs");
  }
  return typeof exported === "function" ? await (exported as () => unknown)() : exported;
}

async function requireProgram(request: PlanRequest): Promise<unknown> {
  if (request.loader === "tsx") await registerTsx("cjs");
  else if (request.loader !== "none") requireTypeScript(request.sdkFolder, request.tsconfig);
  process.setSourceMapsEnabled(true);
  const require = createRequire(join(request.workingDirectory, "package.json"));
  // A slash keeps `require` from taking a file beside the folder that has its name.
  const isFolder = statSync(request.program).isDirectory();
  const program = isFolder ? join(request.program, "/") : request.program;
  try {
    require.resolve(program);
  } catch {
    throw new Error(noEntryPoint(["index.ts", "index.js"]));
  }
  return require(program) as unknown;
}

async function importProgram(request: PlanRequest): Promise<unknown> {
  const file = entryFile(request.program);
  if (request.loader !== "none" && mayUseTypeScript(file, request)) {
    await preloadPackages(file);
    await registerTsx("esm");
  }
  process.setSourceMapsEnabled(true);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  if (!Object.hasOwn(module, "default")) return { ...module };
  if (Object.keys(module).length > 1) {
    throw new Error("expected entrypoint module to have either a default export or named exports but not both");
  }
  return module["default"];
}

function entryFile(program: string): string {
  const path = realpathSync(program);
  if (!statSync(path).isDirectory()) return path;
  const names = ["index.js", "index.mjs", "index.ts", "index.mts"];
  const name = names.find((candidate) => existsSync(join(path, candidate)));
  if (name === undefined) throw new Error(noEntryPoint(names));
  return join(path, name);
}

const noEntryPoint = (names: readonly string[]): string =>
  `The folder has no program: expected one of ${names.join(", ")}, or \`main\` in Pulumi.yaml or package.json`;

const mayUseTypeScript = (file: string, request: PlanRequest): boolean =>
  /\.m?tsx?$/.test(file) ||
  existsSync(join(request.workingDirectory, request.tsconfig)) ||
  existsSync(join(dirname(file), "tsconfig.json"));

async function registerTsx(kind: "cjs" | "esm"): Promise<void> {
  if (kind === "esm") (await import("tsx/esm/api")).register();
  else (await import("tsx/cjs/api")).register();
}

function hasBothIndexFiles(program: string): boolean {
  if (!statSync(program).isDirectory()) return false;
  const files = readdirSync(program);
  return files.includes("index.js") && files.includes("index.ts");
}
