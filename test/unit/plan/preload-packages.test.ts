import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Plan, planProject } from "@roadstead/plan";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { preloadPackages } from "../../../packages/plan/src/child/preload-packages.js";

const installed = fileURLToPath(new URL("../../../node_modules/@pulumi", import.meta.url));
const loadedKey = Symbol.for("roadstead.test.loaded");
const tellsOfItself = `(globalThis[Symbol.for("${loadedKey.description}")] ??= []).push(import.meta.url);\n`;

/** By name, the main file of a package and its text. */
const packages: Readonly<Record<string, readonly [main: string, text: string]>> = {
  "@pulumi/first": ["index.js", tellsOfItself],
  "@pulumi/second": ["lib/index.mjs", `${tellsOfItself}export const a = 1, b = 2; export default 3;\n`],
  "@roadstead/third": ["index.js", `${tellsOfItself}export const c = 1;\n`],
  "@roadstead/sources": ["src/index.ts", `${tellsOfItself}export const length: number = 4;\n`],
  "@roadstead/throws": ["index.js", 'throw new Error("needs a newer Node.js");\n'],
  "@others/package": ["index.js", tellsOfItself],
};

let folder: string;

// Modules are loaded once in a process: each test has packages of its own.
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "preload-")));
  for (const [name, [main, text]] of Object.entries(packages)) {
    // As in a workspace: links to folders that are not in node_modules.
    const source = join("packages", name);
    write(join(source, "package.json"), JSON.stringify({ name, type: "module", main }));
    write(join(source, main), text);
    link(join(folder, source), join(folder, "node_modules", name));
  }
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, loadedKey);
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** The packages that are loaded for a program of that text, in their order. */
async function preloaded(text: string): Promise<readonly string[]> {
  await preloadPackages(write("program.ts", text));
  // Once for all importers in a child; here Vite keeps modules of its own.
  const urls = [...new Set((Reflect.get(globalThis, loadedKey) ?? []) as readonly string[])];
  return urls.map((url) => /packages\/(@[a-z]+\/[a-z]+)\//.exec(url)?.[1] ?? url);
}

/** Plans a TypeScript project of those files. */
async function planOf(files: Readonly<Record<string, string>>): Promise<Plan> {
  for (const name of ["pulumi", "random"]) link(join(installed, name), join(folder, "node_modules/@pulumi", name));
  write("package.json", JSON.stringify({ type: "module", main: "index.ts" }));
  write("tsconfig.json", JSON.stringify({ compilerOptions: { module: "nodenext", target: "es2022" } }));
  write("Pulumi.yaml", "name: preload\nruntime:\n  name: nodejs\n  options: { typescript: true }\n");
  for (const [name, text] of Object.entries(files)) write(name, text);
  return planProject(folder, { stack: "test" });
}

const customNames = (plan: Plan): string[] =>
  plan.resources.filter(({ kind }) => kind === "custom").map(({ name }) => name);

describe("packages that are loaded before the TypeScript loader", () => {
  it("are those of Pulumi and of Roadstead, in the program's order", async () => {
    const loaded = await preloaded(`import { c } from "@roadstead/third";
import "@others/package";
import "@pulumi/first";
import three, {
  a,
  b as other,
} from '@pulumi/second';
`);
    expect(loaded).toEqual(["@roadstead/third", "@pulumi/first", "@pulumi/second"]);
  });

  it.each([
    ["whose types alone are imported", 'import type { First } from "@pulumi/first";'],
    ["that stand in a comment", '// import "@pulumi/first";'],
    ["that a function may load", 'const load = () => import("@pulumi/first");'],
    ["that are not installed", 'import * as aws from "@pulumi/none";'],
    ["whose main is a source", 'import { length } from "@roadstead/sources";'],
  ])("are none %s", async (_, text) => {
    expect(await preloaded(text)).toEqual([]);
  });

  it("let others be loaded after one that fails", async () => {
    expect(await preloaded('import "@roadstead/throws";\nimport "@pulumi/first";\n')).toEqual(["@pulumi/first"]);
  });

  it("give a program the SDK's parts for the CLI when it asks for them", async () => {
    const plan = await planOf({
      "index.ts": `import { automation } from "@pulumi/pulumi";
import { RandomPet } from "@pulumi/random";
class Workspace extends automation.LocalWorkspace {}
new RandomPet("pet", { prefix: \`\${typeof Workspace.createStack} \${Object.keys(automation).includes("Stack")}\` });
`,
    });
    expect(plan.diagnostics).toEqual([]);
    expect(plan.resources.find(({ name }) => name === "pet")?.inputs).toEqual({ prefix: "function true" });
  });

  it("leave the sources of a workspace to the program, which the loader compiles", async () => {
    const plan = await planOf({
      "index.ts": `import { RandomPet } from "@pulumi/random";
import { length } from "@roadstead/sources";
new RandomPet("pet", { length });
`,
    });
    expect(plan.diagnostics).toEqual([]);
    expect(plan.resources.find(({ name }) => name === "pet")?.inputs).toEqual({ length: 4 });
  });

  it("fail where the program imports them, after what came before", async () => {
    const plan = await planOf({
      "index.ts": 'import "./first.js";\nimport "@roadstead/throws";\n',
      "first.ts": 'import { RandomPet } from "@pulumi/random";\nnew RandomPet("first", {});\n',
    });
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.diagnostics.map(({ message }) => message).join()).toContain("needs a newer Node.js");
    expect(customNames(plan)).toEqual(["first"]);
  });
});
