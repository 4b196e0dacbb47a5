import { SpecError, formatProblem, formatProblems, nearest, sortProblems } from "@roadstead/core";
import { describe, expect, it } from "vitest";

const plain = { rule: "spec/size-zero", path: "pools.b.size.max", message: "leaves no node" };

describe("formatProblem", () => {
  it("puts path, message, value, allowed values, hint and rule on one line", () => {
    const full = { ...plain, got: "0", allowed: ["1", "2"], hint: "say 1" };
    expect(formatProblem(full)).toBe("pools.b.size.max: leaves no node, got 0; allowed: 1, 2; say 1 [spec/size-zero]");
  });

  it("leaves out what a problem does not have", () => {
    expect(formatProblem({ ...plain, allowed: [] })).toBe("pools.b.size.max: leaves no node [spec/size-zero]");
  });
});

describe("several problems", () => {
  const other = { ...plain, path: "pools.a" };
  const sameplace = { ...plain, rule: "spec/size-order" };

  it("are sorted by path, then by rule, and the input is left alone", () => {
    const problems = [plain, sameplace, other];
    expect(sortProblems(problems)).toEqual([other, sameplace, plain]);
    expect(problems[0]).toBe(plain);
  });

  it("are all in the error, one a line", () => {
    const error = new SpecError([plain, other]);
    expect(error.problems).toEqual([other, plain]);
    expect(error.message).toBe(formatProblems([other, plain]));
    expect(error.message.split("\n")).toHaveLength(2);
    expect(error.name).toBe("SpecError");
  });
});

describe("nearest", () => {
  it.each([
    ["H100-80", "h100-80"],
    ["h10-80", "h100-80"],
    ["spto", "spot"],
  ])("finds for %s %s", (value, wanted) => {
    expect(nearest(value, ["spot", "on-demand", "h100-80", "h200-141"])).toBe(wanted);
  });

  it("finds nothing where nothing is near", () => {
    expect(nearest("preemptible", ["spot", "on-demand"])).toBeUndefined();
    expect(nearest("x", [])).toBeUndefined();
  });
});
