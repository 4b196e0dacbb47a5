import { type Problem, SpecError } from "@roadstead/core";
import { parseClusterSpec, specTextRules } from "@roadstead/cluster";
import { type RuleCase, ruleCase } from "./rule-case.js";

export const rules = specTextRules;

const pool = "pools: { web: { node: {}, size: { min: 1, max: 2 } } }";
const tags = "tags: { owner: ml, costCenter: '4711', environment: dev }";

function parseProblems(text: string): readonly Problem[] {
  try {
    parseClusterSpec(text, "cluster.yaml");
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
}

const textCase = (pair: Parameters<typeof ruleCase<string>>[1]) => ruleCase(parseProblems, pair);

export const cases: readonly RuleCase[] = [
  textCase({
    rule: "cluster/yaml-syntax",
    name: "a list that is not closed",
    broken: `${pool}\n${tags.replace("}", "")}\n`,
    valid: `${pool}\n${tags}\n`,
    message:
      "cluster.yaml:3:1: is not YAML: Flow map in block collection must be sufficiently indented and end with a } " +
      "[cluster/yaml-syntax]",
  }),
  textCase({
    rule: "cluster/yaml-syntax",
    name: "two documents",
    broken: `${pool}\n${tags}\n---\n${pool}\n${tags}\n`,
    valid: `---\n${pool}\n${tags}\n`,
    message: "cluster.yaml:3:1: starts a second document; leave out the --- [cluster/yaml-syntax]",
  }),
  textCase({
    rule: "cluster/yaml-syntax",
    name: "a tag of another program",
    broken: `${pool}\n${tags.replace("ml", "!Ref Owner")}\n`,
    valid: `${pool}\n${tags.replace("ml", "owner")}\n`,
    message: "cluster.yaml:2:16: is not YAML: Unresolved tag: !Ref [cluster/yaml-syntax]",
  }),
  textCase({
    rule: "cluster/yaml-duplicate-key",
    name: "two pools of one name",
    broken: `pools:\n  web: { node: {}, size: { min: 1, max: 2 } }\n  web: { node: {}, size: { min: 1, max: 9 } }\n${tags}\n`,
    valid: `pools:\n  web: { node: {}, size: { min: 1, max: 2 } }\n  api: { node: {}, size: { min: 1, max: 9 } }\n${tags}\n`,
    message: "cluster.yaml:3:3: repeats a key; leave one of them out [cluster/yaml-duplicate-key]",
  }),
  textCase({
    rule: "spec/kubernetes-version-quoted",
    name: "a version without quotes in a file, with its line",
    broken: `${pool}\n${tags}\nkubernetesVersion: 1.30\n`,
    valid: `${pool}\n${tags}\nkubernetesVersion: "1.36"\n`,
    message:
      "cluster.yaml:3: kubernetesVersion: must be a string, because YAML reads 1.30 as the number 1.3, got 1.3; " +
      'put it in quotes, as in "1.36" [spec/kubernetes-version-quoted]',
  }),
  textCase({
    rule: "spec/missing-key",
    name: "a pool without a size in a file, with the pool's line",
    broken: `${tags}\npools:\n  web:\n    node: {}\n`,
    valid: `${tags}\npools:\n  web:\n    node: {}\n    size: { min: 1, max: 2 }\n`,
    message: "cluster.yaml:3: pools.web.size: is missing [spec/missing-key]",
  }),
];
