import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readGuardrails, rulesPage } from "@roadstead/policy";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packs = [clusterBaseline, costGuardrails];
const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");

/** A rule's cases have pass, fail, unknown, not applicable and waived, which `ruleCases` sees to. */
const hasCases = (text: string, rule: string): boolean =>
  text.includes(`ruleCases(${rule.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}, {`);

describe.each(packs)("the pack $name", (pack) => {
  const names = pack.rules.map(({ name }) => name);

  it("has its rules once each, sorted, in files of their names", () => {
    expect(names).toEqual([...new Set(names)].sort());
    const files = readdirSync(`${root}policies/${pack.name}/rules`).filter((file) => file !== "index.ts");
    expect(files.sort()).toEqual(names.map((name) => `${name}.ts`).sort());
  });

  it("has cases for every rule", () => {
    const folder = `test/policies/${pack.name}`;
    const tests = readdirSync(`${root}${folder}`).map((file) => read(`${folder}/${file}`));
    expect(
      names.filter((name) => !tests.some((text) => text.includes(`/rules/${name}.js"`) && hasCases(text, name))),
    ).toEqual([]);
  });

  it("says of every rule what it reads, why, and how to mend it", () => {
    for (const { name, title, why, fix, reads } of pack.rules) {
      expect(
        [title, why, fix].every((text) => text.length > 10 && !text.includes("\n")),
        name,
      ).toBe(true);
      expect(title.endsWith("."), name).toBe(false);
      expect(reads.length, name).toBeGreaterThan(0);
    }
  });

  it("has a page that is made from its rules", async () => {
    await expect(rulesPage(pack)).toMatchFileSnapshot(`${root}policies/${pack.name}/rules.md`);
  });
});

it("the packs' page has a guardrails.yaml that can be read", () => {
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(read("policies/README.md")) ?? [];
  const { guardrails, problems } = readGuardrails(
    parse(example),
    packs.flatMap(({ rules }) => rules),
  );
  expect(problems).toEqual([]);
  expect(guardrails?.budgets).toHaveLength(3);
  expect(guardrails?.waivers.entries).toHaveLength(1);
});

it("no two packs have a rule of the same name, and there are more than 80", () => {
  const names = packs.flatMap(({ rules }) => rules.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(80);
});
