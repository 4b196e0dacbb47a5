import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PlanUsageError, planProject } from "@roadstead/plan";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entryPoint } from "../../../packages/plan/src/project/entry-point.js";
import { programEnvironment } from "../../../packages/plan/src/project/environment.js";
import { nodeArguments } from "../../../packages/plan/src/project/node-args.js";
import { readProjectFile } from "../../../packages/plan/src/project/project-file.js";
import { defaultStack, stackConfig } from "../../../packages/plan/src/project/stack-config.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "project-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function ruleOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof PlanUsageError ? error.problems[0]?.rule : String(error);
  }
}

const configOf = (stack: string, config?: Record<string, string>, secret?: string[]) =>
  stackConfig(readProjectFile(folder), stack, config, secret);

describe("Pulumi.yaml", () => {
  it("is found in the folder itself; one above it is named, not taken", () => {
    write({ "Pulumi.yaml": "name: p\nruntime: nodejs\n", "a/b/x": "" });
    expect(readProjectFile(folder)).toMatchObject({ name: "p", root: folder });
    expect(() => readProjectFile(join(folder, "a/b"))).toThrow(`the nearest project is ${folder}`);
  });

  it("gives the options of its runtime", () => {
    write({
      "Pulumi.yaml":
        "name: p\nmain: app\nruntime:\n  name: nodejs\n" +
        "  options: { nodeargs: --trace-warnings, typescript: false, tsconfig: x.json }\n",
    });
    expect(readProjectFile(folder)).toMatchObject({
      main: "app",
      nodeArgs: "--trace-warnings",
      typescript: false,
      tsconfig: "x.json",
    });
  });

  it("may leave the type checker out where its arguments bring a loader for TypeScript", async () => {
    write({
      "Pulumi.yaml": 'name: p\nruntime:\n  name: nodejs\n  options: { nodeargs: "--import tsx", typescript: false }\n',
      "package.json": '{ "type": "module", "main": "index.ts" }',
      "index.ts": "export const answer: number = 42;\n",
    });
    const sdk = fileURLToPath(new URL("../../../node_modules", import.meta.url));
    symlinkSync(sdk, join(folder, "node_modules"));
    expect(await planProject(folder)).toMatchObject({ exit: { code: 0 } });
  });

  it.each([
    ["project/readable", "name: [", "broken YAML"],
    ["project/readable", "- a", "a list"],
    ["project/name", "runtime: nodejs", "no name"],
    ["project/runtime", "name: p\nruntime: python", "another language"],
    ["project/runtime", "name: p", "no runtime"],
  ])("is refused by %s: %j (%s)", (rule, text) => {
    write({ "Pulumi.yaml": text });
    expect(ruleOf(() => readProjectFile(folder))).toBe(rule);
  });

  it("that is nowhere is the caller's mistake", async () => {
    await expect(planProject(folder)).rejects.toThrow(PlanUsageError);
    expect(ruleOf(() => readProjectFile(folder))).toBe("project/file");
  });
});

describe("the stack", () => {
  const project = "name: p\nruntime: nodejs\n";

  it("is the only one that has a file, else dev", () => {
    write({ "Pulumi.yaml": project, "Pulumi.prod.yaml": "" });
    expect(defaultStack(readProjectFile(folder))).toBe("prod");
    write({ "Pulumi.test.yaml": "" });
    expect(defaultStack(readProjectFile(folder))).toBe("dev");
  });

  it("has its files in the folder that the project names", () => {
    write({
      "Pulumi.yaml": `${project}stackConfigDir: stacks\n`,
      "stacks/Pulumi.a.yaml": "config: { p:x: y }",
    });
    expect(configOf("a").config).toEqual({ "p:x": "y" });
  });

  it("gets its values as the CLI gives them to programs: texts, and JSON for the rest", () => {
    write({
      "Pulumi.yaml": project,
      "Pulumi.a.yaml": "config: { p:n: 3, p:b: true, p:o: { k: [1] }, aws:config:region: r, p:z: null }",
    });
    expect(configOf("a").config).toEqual({
      "p:n": "3",
      "p:b": "true",
      "p:o": '{"k":[1]}',
      "aws:region": "r",
      "p:z": "",
    });
  });

  it("keeps encrypted values unknown and secret until the caller gives them", () => {
    write({
      "Pulumi.yaml": project,
      "Pulumi.a.yaml": "config: { p:x: { secure: c }, p:y: { deep: { secure: c }, open: 1 } }",
    });
    const locked = configOf("a");
    expect(locked).toMatchObject({ secretKeys: ["p:x", "p:y"], encryptedKeys: ["p:x"] });
    expect(JSON.stringify(locked)).not.toContain('"secure"');
    expect(configOf("a", { x: "open" })).toMatchObject({
      config: { "p:x": "open" },
      secretKeys: ["p:x", "p:y"],
      encryptedKeys: [],
    });
  });

  it("must have what the project declares without a default", () => {
    write({ "Pulumi.yaml": `${project}config: { size: { type: integer }, name: { default: n } }\n` });
    expect(ruleOf(() => configOf("a"))).toBe("stack/required-config");
    expect(configOf("a", { size: "3" }, ["name"])).toMatchObject({
      config: { "p:size": "3", "p:name": "n" },
      secretKeys: ["p:name"],
    });
  });

  it("is told when it imports an environment that a plan cannot read", () => {
    write({ "Pulumi.yaml": project, "Pulumi.a.yaml": "environment: [shared]" });
    expect(configOf("a").diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["environment-unread"]);
  });

  it("may not have a file that is no configuration", () => {
    write({ "Pulumi.yaml": project, "Pulumi.a.yaml": "config: [a]" });
    expect(ruleOf(() => configOf("a"))).toBe("stack/config");
  });
});

describe("the program", () => {
  const entry = () => entryPoint(readProjectFile(folder));
  const project = "name: p\nruntime: nodejs\n";

  it.each([
    [{ main: "bin/a.js" }, "bin/a.js"],
    [{ main: "x.js", exports: "./bin/a.js" }, "bin/a.js"],
    [{ exports: { ".": "./bin/a.js" } }, "bin/a.js"],
    [{ exports: { ".": { import: "./x.js", default: "./bin/a.js" } } }, "bin/a.js"],
    [{ exports: { ".": { import: "./x.js", require: "./bin/a.js" } } }, "bin/a.js"],
    [{}, ""],
  ])("is what package.json says: %j", (manifest, program) => {
    write({ "Pulumi.yaml": project, "package.json": JSON.stringify(manifest), "bin/a.js": "" });
    expect(entry()).toMatchObject({ program: join(folder, program), workingDirectory: folder, diagnostics: [] });
  });

  it("is what `main` says before anything else, and runs in that folder", () => {
    const manifest = JSON.stringify({ type: "module", main: "x.js" });
    write({ "Pulumi.yaml": `${project}main: app/a.ts\n`, "package.json": manifest, "app/a.ts": "" });
    expect(entry()).toMatchObject({
      program: join(folder, "app/a.ts"),
      workingDirectory: join(folder, "app"),
      isModule: true,
      launcherArgument: "a.ts",
    });
  });

  it("that package.json names but that is not there is warned about", () => {
    write({ "Pulumi.yaml": project, "package.json": '{"main":"bin/index.js"}' });
    expect(entry().program).toBe(folder);
    expect(entry().diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["program-entry"]);
  });

  it("that `main` names must be there", () => {
    write({ "Pulumi.yaml": `${project}main: nowhere\n` });
    expect(ruleOf(entry)).toBe("project/main");
  });
});

describe("the program's process", () => {
  it("gets no credentials and no settings of providers", () => {
    const names = ["AWS_PROFILE", "GOOGLE_CREDENTIALS", "KUBECONFIG", "PULUMI_ACCESS_TOKEN", "ARM_CLIENT_ID", "HOME"];
    const given = Object.fromEntries(names.map((name) => [name, "x"]));
    expect(programEnvironment(given, { AWS_REGION: "r" })).toEqual({ HOME: "x", AWS_REGION: "r" });
  });

  it.each([
    ["--import tsx", []],
    ["--import=tsx --max-old-space-size=512", ["--max-old-space-size=512"]],
    ["--loader ts-node/esm --trace-warnings", ["--trace-warnings"]],
    ["-r ts-node/register -r ./own.js", ["-r", "./own.js"]],
    ["", []],
  ])("gets the project's Node options without loaders: %j", (given, kept) => {
    expect(nodeArguments(given)).toEqual(kept);
  });
});
