import { existsSync, readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** The few members of the TypeScript compiler that emitting one file takes, the same since 3.8. */
interface Compiler {
  readonly sys: { readFile(path: string): string | undefined };
  readConfigFile(path: string, read: (path: string) => string | undefined): { config?: unknown };
  parseJsonConfigFileContent(json: unknown, host: unknown, base: string): { options: Record<string, unknown> };
  readonly ModuleKind: Readonly<Record<string, number>>;
  readonly ScriptTarget: Readonly<Record<string, number>>;
  transpileModule(
    text: string,
    options: { fileName: string; compilerOptions: Record<string, unknown> },
  ): { outputText: string };
}

type Extension = (module: { _compile(code: string, file: string): void }, file: string) => void;

/**
 * Lets CommonJS programs require TypeScript files, emitted by the project's own compiler with its own options and
 * without type check. The emit must be TypeScript's, as in a deployment: bundlers' emit differs for circular imports.
 * The compiler is loaded with the first TypeScript file.
 */
export function requireTypeScript(sdkFolder: string, tsconfig: string): void {
  const extensions = (Module as unknown as { _extensions: Record<string, Extension> })._extensions;
  let emit: ((text: string, fileName: string) => string) | undefined;
  const load: Extension = (module, file) => {
    emit ??= emitter(sdkFolder, tsconfig);
    module._compile(emit(readFileSync(file, "utf8"), file), file);
  };
  for (const extension of [".ts", ".tsx", ".cts"]) extensions[extension] = load;
}

function emitter(sdkFolder: string, tsconfig: string): (text: string, fileName: string) => string {
  const compiler = loadCompiler(sdkFolder);
  const compilerOptions = {
    target: compiler.ScriptTarget["ES2020"],
    ...projectOptions(compiler, resolve(tsconfig)),
    module: compiler.ModuleKind["CommonJS"],
    // With `module` fixed, the project's own way to resolve no longer fits, and emitting one file resolves nothing.
    moduleResolution: undefined,
    // Source maps must lead from the file to itself, wherever the project's own build puts its output.
    outDir: undefined,
    outFile: undefined,
    rootDir: undefined,
    sourceRoot: undefined,
    mapRoot: undefined,
    noEmit: false,
    declaration: false,
    composite: false,
    incremental: false,
    sourceMap: false,
    inlineSourceMap: true,
    inlineSources: true,
    isolatedModules: true,
    verbatimModuleSyntax: false,
  };
  return (text, fileName) => compiler.transpileModule(text, { fileName, compilerOptions }).outputText;
}

function loadCompiler(sdkFolder: string): Compiler {
  const load: (module: string) => unknown = createRequire(join(sdkFolder, "package.json"));
  try {
    return load("typescript") as Compiler;
  } catch {
    // What the SDK brings along for projects without a compiler of their own.
    return load("./vendor/typescript@3.8.3/typescript.js") as Compiler;
  }
}

function projectOptions(compiler: Compiler, path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  const { config } = compiler.readConfigFile(path, (file) => compiler.sys.readFile(file));
  // Only the options count, so the folder must not be searched for files.
  const json = { ...(config as object), files: [], include: [], references: [] };
  return compiler.parseJsonConfigFileContent(json, compiler.sys, dirname(path)).options;
}
