import { describe, it } from "vitest";
import { inputsOf, planOf, resourceOf, stackOutputsOf, urnsOf } from "./foreign-plan.js";

describe.concurrent("configuration and secrets", () => {
  it("keeps encrypted values secret and unknown", async ({ expect }) => {
    const plan = await planOf("secrets");
    expect(plan.exit.code).toBe(0);
    expect(inputsOf(plan, "id")).toEqual({
      byteLength: "<unknown:byteLength>",
      keepers: {
        length: "<unknown:keepers.length>",
        user: "<secret>",
        password: "<unknown:keepers.password>",
      },
    });
    expect(stackOutputsOf(plan)).toEqual({ given: "<unknown:given>", open: "42", tokenIsSecret: true });
  });

  it("takes a value from the caller in the place of an encrypted one, still secret", async ({ expect }) => {
    const config = { given: "opensesame", token: "abc", replicas: "3" };
    const plan = await planOf("secrets", { config });
    expect(stackOutputsOf(plan)).toEqual({ given: "<secret>", open: "42", tokenIsSecret: true });
    expect(inputsOf(plan, "id")).toMatchObject({ byteLength: "<secret>", keepers: { length: "<secret>" } });
    expect(JSON.stringify(plan)).not.toContain("opensesame");
  });

  it("marks what the program and its options call secret", async ({ expect }) => {
    const plan = await planOf("secrets", { config: { token: "abc" }, secretConfig: ["open"] });
    expect(inputsOf(plan, "pet")).toEqual({ prefix: "visible", separator: "+" });
    expect(resourceOf(plan, "pet").outputs["prefix"]?.toString()).toBe("<secret>");
    expect(JSON.stringify(plan)).not.toContain("marked-value");
  });

  it("says that an encrypted number cannot be read as a plain one", async ({ expect }) => {
    const plan = await planOf("encrypted-plain");
    expect(plan.exit.code).toBe(1);
    expect(plan.diagnostics).toEqual([
      {
        severity: "error",
        code: "program-error",
        message:
          "The configuration value encrypted-plain:replicas is encrypted, and a plan cannot read it: give one with " +
          "--config encrypted-plain:replicas=<value>, or read it with requireSecretNumber",
      },
    ]);
  });

  it("reads defaults of the project, then the stack's file, then what the caller gives", async ({ expect }) => {
    const plan = await planOf("project-config", { stack: "only", config: { fromCaller: "caller" } });
    expect(stackOutputsOf(plan)).toEqual({
      fromProject: "project",
      fromStack: "stack",
      fromCaller: "caller",
      list: ["a", "b"],
      region: "eu-central-1",
      names: ["organization", "project-config", "only"],
    });
  });

  it("names a missing configuration value", async ({ expect }) => {
    const plan = await planOf("missing-config");
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.diagnostics).toEqual([
      {
        severity: "error",
        code: "config-missing",
        message:
          "The program needs the configuration value missing-config:size: give it with " +
          "--config missing-config:size=<value>, or in the stack's file",
      },
    ]);
  });
});

describe.concurrent("forms of programs", () => {
  it("runs ES modules in TypeScript, with await at the top", async ({ expect }) => {
    const plan = await planOf("esm-top-level-await");
    expect(plan.exit.code).toBe(0);
    expect(urnsOf(plan)).toEqual(["random:index/randomPet:RandomPet::one", "random:index/randomPet:RandomPet::two"]);
    expect(inputsOf(plan, "two")).toEqual({ length: 4 });
    expect(stackOutputsOf(plan)).toEqual({ words: ["one", "two"] });
  });

  it("runs ES modules in JavaScript that export a function", async ({ expect }) => {
    const plan = await planOf("esm-javascript");
    expect(stackOutputsOf(plan)).toEqual({ length: 2 });
  });

  it("runs a function that a module in the folder of `main` exports, in that folder", async ({ expect }) => {
    const plan = await planOf("function-in-folder");
    expect(urnsOf(plan)).toEqual(["random:index/randomPet:RandomPet::from-file"]);
    expect(stackOutputsOf(plan)).toEqual({ name: resourceOf(plan, "from-file").urn, root: ".." });
  });

  it("waits for timers and for what the program does at its end", async ({ expect }) => {
    const plan = await planOf("javascript");
    expect(urnsOf(plan)).toEqual([
      "random:index/randomPet:RandomPet::at-the-end",
      "random:index/randomPet:RandomPet::later",
      "random:index/randomPet:RandomPet::pet",
    ]);
    expect(plan.stdout).toBe("printed by the program\n");
    expect(plan.complete).toBe(true);
  });

  it("loads modules that import each other as TypeScript itself does", async ({ expect }) => {
    const plan = await planOf("circular-imports");
    expect(plan.exit.code).toBe(0);
    expect(inputsOf(plan, "one")).toEqual({ separator: "-", prefix: "not-yet" });
    expect(inputsOf(plan, "two")).toEqual({ separator: "+" });
    // The program can tell: the emit of a bundler ends it.
    expect((await planOf("circular-imports", { loader: "tsx" })).exit.code).toBe(1);
  });

  it("compiles by the project's own options", async ({ expect }) => {
    const plan = await planOf("class-fields");
    expect(stackOutputsOf(plan)).toEqual({ made: "reset", declared: "by the base class" });
  });

  it("leaves type errors to the compiler", async ({ expect }) => {
    const plan = await planOf("type-errors");
    expect(inputsOf(plan, "pet")).toEqual({ length: "two" });
  });
});
