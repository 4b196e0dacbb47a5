import { describe, it } from "vitest";
import { codesOf, inputsOf, planOf, resourceOf, stackOutputsOf, urnsOf } from "./foreign-plan.js";

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
    expect(stackOutputsOf(plan)).toEqual({ given: "<unknown:given>", open: "42" });
  });

  it("takes a value from the caller in the place of an encrypted one, still secret", async ({ expect }) => {
    const config = { given: "opensesame", token: "abc", replicas: "3" };
    const plan = await planOf("secrets", { config });
    expect(stackOutputsOf(plan)).toEqual({ given: "<secret>", open: "42" });
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
    expect(stackOutputsOf(plan)).toEqual({ name: resourceOf(plan, "from-file").urn });
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
    expect(inputsOf(plan, "two")).toEqual({ separator: "+" });
  });

  it("leaves type errors to the compiler", async ({ expect }) => {
    const plan = await planOf("type-errors");
    expect(inputsOf(plan, "pet")).toEqual({ length: "two" });
  });

  it("sees the same by the SDK's own launcher", async ({ expect }) => {
    const [direct, wire] = await Promise.all([planOf("components"), planOf("components", { transport: "wire" })]);
    const byUrn = (a: { urn: string }, b: { urn: string }): number => (a.urn < b.urn ? -1 : 1);
    expect([...wire.resources].sort(byUrn)).toEqual([...direct.resources].sort(byUrn));
    expect(wire.stackOutputs).toEqual(direct.stackOutputs);
    expect(wire.exit).toEqual(direct.exit);
  });
});

describe.concurrent("programs that fail", () => {
  it("shows an error thrown in an apply with the program's own lines", async ({ expect }) => {
    const plan = await planOf("throws-in-apply");
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.complete).toBe(false);
    expect(plan.diagnostics).toEqual([
      {
        severity: "error",
        code: "program-error",
        message: "RangeError: length 2 is not allowed",
        stack: ["check (index.ts:7:9)", "<anonymous> (index.ts:9:53)"],
      },
    ]);
    expect(urnsOf(plan)).toHaveLength(2);
  });

  it("carries the problems of a thrown error", async ({ expect }) => {
    const plan = await planOf("throws-problems");
    expect(plan.diagnostics).toEqual([{ severity: "error", code: "problems", message: "two problems" }]);
    expect(plan.problems.map((problem) => `${problem.path}: ${problem.message}`)).toEqual([
      "pools.a.size: min above max",
      "pools.b.size: min above max",
    ]);
    expect(plan.exit.code).toBe(1);
  });

  it("shows where a syntax error is", async ({ expect }) => {
    const plan = await planOf("syntax-error");
    expect(plan.diagnostics[0]?.message).toBe(
      "index.js:1\nconst broken = ;\n               ^\n\nSyntaxError: Unexpected token ';'",
    );
  });

  it("reports a repeated URN once", async ({ expect }) => {
    const plan = await planOf("duplicate-urn");
    expect(plan.exit.code).toBe(1);
    expect(plan.diagnostics).toMatchObject([
      {
        code: "duplicate-urn",
        urn: "urn:pulumi:test::duplicate-urn::random:index/randomPet:RandomPet::same",
      },
    ]);
  });

  it("says where a program leaves with process.exit", async ({ expect }) => {
    const plan = await planOf("process-exit");
    expect(plan.exit).toEqual({ reason: "exited", code: 1 });
    expect(plan.complete).toBe(false);
    expect(plan.diagnostics.map((diagnostic) => diagnostic.message)).toEqual([
      "The program called process.exit(0) at <anonymous> (index.ts:4:29)",
    ]);
  });

  it("does not take an output that never resolves for success", async ({ expect }) => {
    const plan = await planOf("never-resolves");
    expect(plan.exit).toEqual({ reason: "incomplete", code: 1 });
    expect(codesOf(plan)).toEqual(["incomplete"]);
    expect(urnsOf(plan)).toEqual(["random:index/randomPet:RandomPet::pet"]);
  });

  it("stops a program that hangs and keeps what it had declared", async ({ expect }) => {
    const plan = await planOf("hangs", { timeoutMilliseconds: 4000 });
    expect(plan.exit).toEqual({ reason: "timeout", code: 1 });
    expect(codesOf(plan)).toEqual(["program-timeout"]);
    expect(urnsOf(plan)).toEqual(["random:index/randomPet:RandomPet::pet"]);
  });

  it("passes on what the program logs; an error makes it fail", async ({ expect }) => {
    const plan = await planOf("logs");
    expect(plan.diagnostics.map((diagnostic) => [diagnostic.severity, diagnostic.message])).toEqual([
      ["info", "for information"],
      ["warning", "take care"],
      ["error", "this fails a preview"],
    ]);
    expect(plan.exit.code).toBe(1);
  });
});
