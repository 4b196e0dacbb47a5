import { describe, it } from "vitest";
import { codesOf, planOf, urnsOf } from "./foreign-plan.js";

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

  it("shows an error thrown at once, and what was declared before", async ({ expect }) => {
    const plan = await planOf("throws-at-once");
    expect(plan.exit).toEqual({ reason: "error", code: 1 });
    expect(plan.diagnostics).toEqual([
      {
        severity: "error",
        code: "program-error",
        message: "TypeError: no such size",
        stack: ["Object.<anonymous> (index.ts:4:7)"],
      },
    ]);
    expect(urnsOf(plan)).toEqual(["random:index/randomPet:RandomPet::before"]);
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
