import { readdirSync } from "node:fs";
import { formatProblem } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import type { RuleCase } from "./rule-case.js";

interface CorpusFile {
  /** Rule table that the file's cases cover, or part of one. */
  readonly rules?: Readonly<Record<string, string>>;
  readonly cases?: readonly RuleCase[];
}

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
const files = await Promise.all(
  names.sort().map(async (name) => (await import(/* @vite-ignore */ `./${name}`)) as CorpusFile),
);
const cases = files.flatMap((file) => file.cases ?? []);
const ids = [...new Set(files.flatMap((file) => Object.keys(file.rules ?? {})))];

describe.each(ids)("%s", (id) => {
  const own = cases.filter((candidate) => candidate.rule === id);

  it("has a case", () => expect(own).not.toEqual([]));

  it.each(own)("refuses $name", ({ broken, valid, message, rule }) => {
    expect(broken().map((problem) => [problem.rule, formatProblem(problem)])).toEqual([[rule, message]]);
    expect(valid()).toEqual([]);
  });
});

describe("the corpus", () => {
  it("has cases of known rules only", () => {
    expect(cases.map(({ rule }) => rule).filter((rule) => !ids.includes(rule))).toEqual([]);
  });

  it("names no case of a rule twice", () => {
    const titles = cases.map(({ rule, name }) => `${rule}: ${name}`);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it("has at least 60 rules and 120 pairs, of which four count per rule", () => {
    const pairs = ids.map((id) => Math.min(4, cases.filter(({ rule }) => rule === id).length));
    expect(ids.length).toBeGreaterThanOrEqual(60);
    expect(pairs.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(120);
  });
});
