import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { CostCommandOptions } from "../../packages/cli/src/commands/cost-options.js";
import type { PlanCommandOptions } from "../../packages/cli/src/commands/plan-options.js";
import { createProgram } from "../../packages/cli/src/program.js";
import { run } from "../../packages/cli/src/run.js";
import { fakeTerminal } from "./fake-terminal.js";
import { schemaFaults } from "./plan-schema.js";

/** A pricing command with its operands and options. */
async function pricing(...args: string[]): Promise<{ on: unknown; options: CostCommandOptions }> {
  let call: { on: unknown; options: CostCommandOptions } | undefined;
  const keep = (on: unknown, options: CostCommandOptions) => {
    call = { on, options };
    return Promise.resolve();
  };
  const program = createProgram("1.2.3", {
    plan: () => Promise.resolve(),
    cost: keep,
    diff: keep,
    audit: () => Promise.resolve(),
    forecast: () => Promise.resolve(),
  });
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync(args, { from: "user" });
  if (call === undefined) throw new Error("the command did not run");
  return call;
}

/** What the command line makes of its arguments. */
async function parsed(...args: string[]): Promise<{ directory: string; options: PlanCommandOptions }> {
  let call: { directory: string; options: PlanCommandOptions } | undefined;
  const program = createProgram("1.2.3", {
    plan: (directory, options) => {
      call = { directory, options };
      return Promise.resolve();
    },
    cost: () => Promise.reject(new Error("not asked for")),
    audit: () => Promise.reject(new Error("not asked for")),
    diff: () => Promise.reject(new Error("not asked for")),
    forecast: () => Promise.reject(new Error("not asked for")),
  });
  await program.parseAsync(["plan", ...args], { from: "user" });
  if (call === undefined) throw new Error("the command did not run");
  return call;
}

const readme = readFileSync(fileURLToPath(new URL("../../packages/cli/README.md", import.meta.url)), "utf8");

describe("the command line", () => {
  it("plans the current folder by default", async () => {
    expect(await parsed()).toEqual({
      directory: ".",
      options: { config: {}, timeout: 120, color: true },
    });
  });

  it("takes every option", async () => {
    const { directory, options } = await parsed(
      ..."infra --stack prod --config a=1 -c b=x=y -c c= --answers a.yaml --json".split(" "),
      ..."--manifests out --force --prices p.yaml --as-of 2026-08-31".split(" "),
      ..."--policies --guardrails g.yaml --fail-on unknown --compare state.json".split(" "),
      ..."--timeout 5 --width 80 --no-color".split(" "),
    );
    expect(directory).toBe("infra");
    expect(options).toEqual({
      stack: "prod",
      config: { a: "1", b: "x=y", c: "" },
      answers: "a.yaml",
      json: true,
      manifests: "out",
      force: true,
      prices: "p.yaml",
      asOf: "2026-08-31",
      policies: true,
      guardrails: "g.yaml",
      failOn: "unknown",
      compare: "state.json",
      timeout: 5,
      width: 80,
      color: false,
    });
  });

  it.each([
    ["an unknown command, with the nearest", ["plna"], "Did you mean plan?"],
    ["an unknown option, with the nearest", ["plan", "--stak", "x"], "Did you mean --stack?"],
    ["a second folder", ["plan", "a", "b"], "too many arguments"],
    ["an empty folder", ["plan", ""], "It must name a folder."],
    ["an empty folder for the manifests", ["plan", "--manifests", ""], "It must name a folder."],
    ["a configuration without a value", ["plan", "--config", "region"], "It must be key=value."],
    ["a configuration without a key", ["plan", "--config", "=x"], "It must be key=value."],
    ["a time that is no number", ["plan", "--timeout", "1m"], "whole number of seconds from 1 to 86400"],
    ["no time at all", ["plan", "--timeout", "0"], "whole number of seconds"],
    ["a page too narrow to read", ["plan", "--width", "39"], "whole number of columns from 40"],
    ["force without manifests", ["plan", "--force"], "--force needs --manifests"],
    ["an answers file that is not there", ["plan", "--answers", "nowhere.yaml"], "nowhere.yaml"],
    ["no command", [], "Usage: roadstead"],
  ])("refuses %s with exit code 2 and nothing on standard output", async (_, args, text) => {
    const terminal = fakeTerminal();
    expect(await run(args, terminal)).toBe(2);
    expect(terminal.errors()).toContain(text);
    expect(terminal.output()).toBe("");
  });

  it.each([
    ["an unknown option", ["plan", "--json", "--stak", "x"], "unknown option '--stak'"],
    ["two documents on one output", ["plan", "--json", "--graph"], "cannot be used together"],
    ["an answers file that is not there", ["plan", "--json", "--answers", "nowhere.yaml"], "nowhere.yaml"],
  ])("says %s in a document too where --json asks for one", async (_, args, text) => {
    const terminal = fakeTerminal();
    expect(await run(args, terminal)).toBe(2);
    expect(terminal.errors()).toContain(text);
    const document: unknown = JSON.parse(terminal.output());
    expect(schemaFaults(document)).toEqual([]);
    expect(document).toMatchObject({ complete: false, resources: [] });
    const { diagnostics, problems } = document as Readonly<Record<"diagnostics" | "problems", readonly unknown[]>>;
    expect(JSON.stringify([...diagnostics, ...problems])).toContain(text);
  });

  it("escapes what it repeats of its arguments", async () => {
    const terminal = fakeTerminal();
    await run(["plan", "--\u001b[31mred"], terminal);
    expect(terminal.errors()).toContain("\\u001b[31mred");
    expect(terminal.errors()).not.toContain("\u001b");
  });

  it.each([["--help"], ["plan", "--help"], ["help", "plan"], ["--version"]])("answers %s with 0", async (...args) => {
    const terminal = fakeTerminal();
    expect(await run(args, terminal)).toBe(0);
    expect(terminal.output()).not.toBe("");
    expect(terminal.errors()).toBe("");
  });

  it("has examples in its help that it takes itself", async () => {
    const terminal = fakeTerminal();
    await run(["--help"], terminal);
    const examples = [...terminal.output().matchAll(/^ +\$ roadstead ((?:plan|cost|diff).*?)(?: {2,}| >|$)/gm)];
    expect(examples.length).toBeGreaterThan(4);
    for (const [, command = ""] of examples) {
      const [name, ...args] = command.split(" ");
      await (name === "plan" ? parsed(...args) : pricing(name ?? "", ...args));
    }
  });

  it("prices the current folder as a table by default", async () => {
    expect(await pricing("cost")).toEqual({
      on: ".",
      options: { config: {}, format: "table", timeout: 120, color: true },
    });
  });

  it("takes both sides of a diff", async () => {
    const { on, options } = await pricing("diff", "old.json", "new", "--format", "markdown");
    expect([on, options.format]).toEqual([["old.json", "new"], "markdown"]);
  });

  it.each([
    ["cost", "--format", "xml"],
    ["cost", "--state", "a", "--preview", "b"],
    ["cost", "--as-of", "2026-13-01"],
    ["cost", "--state", ""],
    ["diff", "one"],
  ])("refuses %s %s %s", async (...args) => {
    await expect(pricing(...args)).rejects.toMatchObject({ code: expect.stringMatching(/^commander\./) as string });
  });

  it("prints the version of its package", async () => {
    const terminal = fakeTerminal();
    await run(["--version"], terminal);
    expect(terminal.output()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("the README", () => {
  const nothing = () => Promise.resolve();
  const { commands } = createProgram("1.2.3", {
    plan: nothing,
    cost: nothing,
    diff: nothing,
    audit: nothing,
    forecast: nothing,
  });
  const plan = commands.find((command) => command.name() === "plan");

  it.each(["plan", "cost", "forecast"])("lists the options of %s as the code has them, and no other", (name) => {
    const [, chapter = ""] = readme.split(`## \`roadstead ${name} `);
    const listed = [...(chapter.split("\n## ")[0] ?? "").matchAll(/^\| `(-[^`]*)`/gm)].map((match) => match[1]);
    const command = commands.find((it) => it.name() === name);
    expect(listed).toEqual(command?.options.map((option) => option.flags));
  });

  it("and the page about forecasts name no option that is not there", () => {
    const page = readFileSync(fileURLToPath(new URL("../../packages/cost/forecast.md", import.meta.url)), "utf8");
    const known = commands.find((it) => it.name() === "forecast")?.options.map(({ long }) => long) ?? [];
    const [, chapter = ""] = readme.split("## `roadstead forecast ");
    const named = [page, chapter.split("\n## ")[0] ?? ""].flatMap((text) => text.match(/--[a-z][a-z-]+/g) ?? []);
    expect(named.length).toBeGreaterThan(45);
    expect(named.filter((option) => !known.includes(option) && option !== "--forecast")).toEqual([]);
  });

  it("names the default time", () => {
    const timeout = plan?.options.find((option) => option.long === "--timeout");
    expect(readme).toContain(`Stops the program after this time. Default: ${String(timeout?.defaultValue)}.`);
  });
});
