import { redactMap } from "@roadstead/core";
import { type Plan, PlanUsageError, type ProjectOptions, planProject } from "@roadstead/plan";
import { describe, it } from "vitest";
import { codesOf, planFolder, resourceOf } from "./foreign-plan.js";
import { writtenProgram } from "./written-program.js";

const head = `const pulumi = require("@pulumi/pulumi");
const { RandomPet } = require("@pulumi/random");
class Component extends pulumi.ComponentResource {
  constructor(name, args = {}, opts = {}) { super("test:index:Component", name, args, opts); }
}
`;

/** Plans a CommonJS program of those lines. */
async function planOfLines(lines: string, options: ProjectOptions = {}): Promise<Plan> {
  return planOfFiles({ "index.js": head + lines }, options);
}

async function planOfFiles(files: Readonly<Record<string, string>>, options: ProjectOptions = {}): Promise<Plan> {
  const program = writtenProgram(files);
  try {
    return await planFolder(program.folder, { timeoutMilliseconds: 20_000, ...options });
  } finally {
    program.remove();
  }
}

const customNames = (plan: Plan): string[] =>
  plan.resources.filter(({ kind }) => kind === "custom").map(({ name }) => name);

describe.concurrent("large programs", () => {
  it("a parent chain of 200 components", async ({ expect }) => {
    const plan = await planOfLines(
      "let parent; for (let i = 0; i < 200; i++) parent = new Component(`c${i}`, {}, { parent });",
    );
    expect(plan.exit.code).toBe(0);
    const last = resourceOf(plan, "c199");
    expect(last.urn.split("$")).toHaveLength(200);
    expect(last.parent).toBe(resourceOf(plan, "c198").urn);
  });

  it("1,000 resources, each dependent on the one before", async ({ expect }) => {
    const plan = await planOfLines(
      "let last; for (let i = 0; i < 1000; i++) last = new RandomPet(`p${i}`, { length: last?.length ?? 1 });",
    );
    expect(plan.exit.code).toBe(0);
    expect(new Set(customNames(plan)).size).toBe(1000);
    expect(resourceOf(plan, "p999").dependencies).toEqual([resourceOf(plan, "p998").urn]);
    expect(resourceOf(plan, "p999").inputs).toEqual({ length: 1 });
  });

  it("a value of 8 million characters, and more output than is kept", async ({ expect }) => {
    const plan = await planOfLines(
      'new RandomPet("p", { prefix: "é".repeat(8_000_000) }); console.log("y".repeat(1_500_000));',
    );
    expect(plan.exit.code).toBe(0);
    expect(resourceOf(plan, "p").inputs["prefix"]).toHaveLength(8_000_000);
    expect(plan.stdout).toHaveLength(1_000_000);
  });
});

describe.concurrent("names", () => {
  it("of any characters, and those of JavaScript's own members", async ({ expect }) => {
    const names = ["日本 👩‍🚀", "a::b", "a$b", "__proto__", "constructor", "two\nlines"];
    const plan = await planOfLines(
      `for (const name of ${JSON.stringify(names)}) new RandomPet(name, {}, { parent: new Component(name) });`,
    );
    expect(plan.exit.code).toBe(0);
    expect(customNames(plan).sort()).toEqual([...names].sort());
    for (const name of names) {
      const urn = resourceOf(plan, name, "RandomPet").urn;
      expect(urn).toBe(`urn:pulumi:test::written::test:index:Component$random:index/randomPet:RandomPet::${name}`);
      expect(resourceOf(plan, name, "RandomPet").parent).toBe(resourceOf(plan, name, "Component").urn);
    }
  });

  it("of properties that would change every object change none", async ({ expect }) => {
    const plan = await planOfLines(
      `const evil = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
      new RandomPet("p", { keepers: evil });
      new Component("c", evil).registerOutputs(evil);
      exports.evil = evil;`,
    );
    expect(plan.exit.code).toBe(0);
    expect(redactMap(resourceOf(plan, "p").inputs)).toMatchObject({
      keepers: { constructor: { prototype: { polluted: 1 } } },
    });
    expect(resourceOf(plan, "c").outputs["constructor"]).toEqual({ prototype: { polluted: 1 } });
    expect({}).not.toHaveProperty("polluted");
  });
});

describe.concurrent("programs that end badly", () => {
  it.for<[string, string, string, string]>([
    ["a rejection after all else", "setTimeout(() => Promise.reject(new Error('late')), 20);", "error", "late"],
    ["null thrown", "throw null;", "error", "The program threw null"],
    ["an exit code set", "process.exitCode = 3;", "error", "The program set process.exitCode to 3"],
    ["an exit past the hook", "process.reallyExit(0);", "error", "The program ended early, with exit code 0"],
    ["a signal", "process.kill(process.pid, 'SIGKILL');", "killed", "The program was ended by SIGKILL"],
  ])("%s", async ([, line, reason, message], { expect }) => {
    const plan = await planOfLines(`new RandomPet("p", {}).urn.apply(() => setTimeout(() => { ${line} }));`);
    expect(plan.exit).toEqual({ reason, code: 1 });
    expect(plan.complete).toBe(false);
    expect(plan.diagnostics[0]?.message.startsWith(message)).toBe(true);
    expect(customNames(plan)).toEqual(["p"]);
  });

  it("without memory, with what was declared before", async ({ expect }) => {
    const plan = await planOfFiles({
      "Pulumi.yaml": 'name: written\nruntime: { name: nodejs, options: { nodeargs: "--max-old-space-size=150" } }\n',
      "index.js": `${head}new RandomPet("p", {}).urn.apply(() => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); });`,
    });
    expect(plan.exit).toEqual({ reason: "killed", code: 1 });
    expect(plan.stderr).toContain("heap out of memory");
    expect(customNames(plan)).toEqual(["p"]);
  });

  it("deaf to signals, in an endless loop", async ({ expect }) => {
    const block = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";
    const lines = `process.on("SIGTERM", () => {}); new RandomPet("p", {}).urn.apply(() => ${block});`;
    const plan = await planOfLines(lines, { timeoutMilliseconds: 3000 });
    expect(plan.exit).toEqual({ reason: "timeout", code: 1 });
    expect(customNames(plan)).toEqual(["p"]);
  });

  it("with no program in the folder", async ({ expect }) => {
    const plans = await Promise.all([planOfFiles({}), planOfFiles({ "package.json": '{"type":"module"}' })]);
    for (const plan of plans) {
      expect(plan.diagnostics.map(({ message }) => message.split(":")[0])).toEqual(["The folder has no program"]);
      expect(plan.exit.code).toBe(1);
    }
  });
});

describe.concurrent("programs that meddle", () => {
  it("write to the planner's pipe, close what they are given, replace globals", async ({ expect }) => {
    const plan = await planOfLines(
      `const { writeSync, closeSync } = require("fs");
      writeSync(3, 'no json\\n{"kind":"resource"}\\n{"kind":"nonsense","nonsense":{}}\\nnull\\n{"kind":"exit","ex');
      closeSync(0);
      JSON.stringify = () => "broken";
      new RandomPet("p", {});`,
    );
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(customNames(plan)).toEqual(["p"]);
  });

  it("leave a process behind that holds their output open", async ({ expect }) => {
    const plan = await planOfLines(
      `const left = require("child_process").spawn("sleep", ["90"], { stdio: "inherit", detached: true });
      left.unref();
      console.log(left.pid);
      new RandomPet("p", {});`,
    );
    // 0, which an empty text would be, is the process group of the tests.
    const left = Number(plan.stdout);
    expect(left).toBeGreaterThan(1);
    process.kill(left, "SIGKILL");
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(customNames(plan)).toEqual(["p"]);
  }, 30_000);

  it("import CommonJS files that require each other from an ES module", async ({ expect }) => {
    const plan = await planOfFiles({
      "package.json": '{"type":"module"}',
      "index.mjs":
        'import a from "./a.cjs"; import { RandomPet } from "@pulumi/random"; new RandomPet(a.name(), { length: 1 });',
      "a.cjs": 'const b = require("./b.cjs"); exports.base = "base"; exports.name = () => b.name();',
      "b.cjs": 'const a = require("./a.cjs"); exports.name = () => `of-${a.base}`;',
    });
    expect(customNames(plan)).toEqual(["of-base"]);
  });
});

describe.concurrent("what is no program of ours to run is the caller's mistake", () => {
  it.for<[string, Readonly<Record<string, string>>, string, string]>([
    ["a project in another language", { "Pulumi.yaml": "name: p\nruntime: python\n" }, "", "project/runtime"],
    ["a folder inside a project", { "lib/x": "" }, "lib", "project/file"],
    ["a folder that does not exist", {}, "lib", "project/folder"],
    ["a file", { "index.js": "" }, "index.js", "project/folder"],
    ["a folder without installed packages", { "index.js": "" }, "", "project/sdk"],
  ])("%s", async ([, files, inside, rule], { expect, onTestFinished }) => {
    const program = writtenProgram(files, { sdks: false });
    onTestFinished(program.remove);
    const error: unknown = await planProject(`${program.folder}/${inside}`).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PlanUsageError);
    expect((error as PlanUsageError).problems.map((problem) => problem.rule)).toEqual([rule]);
  });

  it("names the nearest project above a folder that has none", async ({ expect, onTestFinished }) => {
    const program = writtenProgram({ "lib/src/x": "" }, { sdks: false });
    onTestFinished(program.remove);
    await expect(planProject(`${program.folder}/lib/src`)).rejects.toThrow(`the nearest project is ${program.folder}`);
  });
});

describe.concurrent("programs that fail at one place", () => {
  it("still show the rest of what they declare", async ({ expect }) => {
    const plan = await planOfLines(
      `const failed = new RandomPet("failed", { prefix: Promise.reject(new Error("no prefix")) });
      new RandomPet("waits", { prefix: failed.id });
      new RandomPet("free", {});
      pulumi.runtime.invokeOutput("a:b:c", {});`,
    );
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(customNames(plan)).toEqual(["free"]);
    expect(codesOf(plan).sort()).toEqual(["invoke-unanswered", "program-error"]);
  });
});
