import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { describeError, userFrames } from "../../../packages/plan/src/child/program-error.js";

const root = "/home/me/project";
const messageOf = (error: unknown): string => describeError(error, root).diagnostic.message;

describe("frames of a program's own files", () => {
  it("are relative, nearest first, without packages, Node and what is outside", () => {
    const stack = [
      "Error: x",
      `    at check (${root}/src/size.ts:7:9)`,
      `    at ${root}/index.ts:9:53`,
      `    at Object.<anonymous> (${pathToFileURL(`${root}/late.mjs`).href}?x=1:3:4)`,
      `    at apply (${root}/node_modules/@pulumi/output.js:1:2)`,
      "    at node:internal/process/task_queues:95:5",
      "    at other (/home/me/elsewhere/a.ts:1:1)",
      "    at new Promise (<anonymous>)",
    ].join("\n");
    expect(userFrames(stack, root)).toEqual([
      "check (src/size.ts:7:9)",
      "index.ts:9:53",
      "Object.<anonymous> (late.mjs:3:4)",
    ]);
  });

  it("are at most five; a value that is no stack has none", () => {
    const stack = Array.from({ length: 9 }, (_, i) => `    at f${i} (${root}/a.ts:${i + 1}:1)`).join("\n");
    expect(userFrames(stack, root)).toHaveLength(5);
    expect(userFrames(undefined, root)).toEqual([]);
  });
});

describe("what a program throws", () => {
  it.each([
    [new Error("plain"), "plain"],
    [new RangeError("too large"), "RangeError: too large"],
    [new Error(`cannot read ${root}/data.txt`), "cannot read data.txt"],
    ["a text", "a text"],
    [{ status: 3 }, 'The program threw {"status":3}'],
    [undefined, "The program threw undefined"],
    [{ big: 1n }, "The program threw a value that cannot be shown"],
    [new Error(""), "The program threw {}"],
  ])("is told by its message: %s", (error, message) => {
    expect(messageOf(error)).toBe(message);
  });

  it("is cut when it is no error and long", () => {
    expect(messageOf({ long: "x".repeat(10_000) }).length).toBeLessThan(400);
  });

  it("hides the stack where Pulumi hides it, and shows it elsewhere", () => {
    const at = { stack: `Error\n    at f (${root}/a.ts:1:1)` };
    const hidden = [{ __pulumiRunError: true }, { __pulumResourceError: true, hideStack: true }];
    for (const marks of hidden) {
      expect(describeError(Object.assign(new Error("x"), at, marks), root).diagnostic).not.toHaveProperty("stack");
    }
    expect(describeError(Object.assign(new Error("x"), at), root).diagnostic.stack).toEqual(["f (a.ts:1:1)"]);
  });

  it("carries problems only when they are some", () => {
    const problem = { rule: "r", path: "p", message: "m" };
    const report = describeError(Object.assign(new Error("x"), { problems: [problem, { rule: "half" }, 3] }), root);
    expect(report.problems).toEqual([problem]);
    expect(report.diagnostic.code).toBe("problems");
    expect(describeError(Object.assign(new Error("x"), { problems: "many" }), root).diagnostic.code).toBe(
      "program-error",
    );
  });
});
