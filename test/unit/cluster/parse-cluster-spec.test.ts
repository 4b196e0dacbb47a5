import { parseClusterSpec } from "@roadstead/cluster";
import { SpecError } from "@roadstead/core";
import { describe, expect, it } from "vitest";

const tags = "tags: { owner: ml-platform, costCenter: '4711', environment: dev }";

describe("a spec in YAML", () => {
  it("is read with comments, anchors and merges", () => {
    const text = `
# The same nodes, twice
pools:
  day: &serving
    accelerator: { model: l4, gpusPerNode: 1 }
    size: { min: 1, max: 8 }
  night:
    <<: *serving
    size: { min: 0, max: 2 }
${tags}
`;
    expect(parseClusterSpec(text).pools).toEqual({
      day: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 1, max: 8 } },
      night: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 2 } },
    });
  });

  it("keeps as text what older YAML took for booleans", () => {
    const text = `
pools: { web: { node: {}, size: { min: 1, max: 2 }, labels: { a: y, b: no, c: on, d: off, e: Yes } } }
${tags.replace("dev", "no")}
`;
    const spec = parseClusterSpec(text);
    expect(spec.tags.environment).toBe("no");
    expect(spec.pools["web"]?.labels).toEqual({ a: "y", b: "no", c: "on", d: "off", e: "Yes" });
  });

  it("is read from JSON as well", () => {
    const spec = {
      pools: { web: { node: {}, size: { min: 1, max: 2 } } },
      tags: { owner: "ml", costCenter: "1", environment: "dev" },
    };
    expect(parseClusterSpec(JSON.stringify(spec))).toEqual(spec);
  });
});

describe("a text that is no spec", () => {
  const problems = (text: string, path?: string) => {
    try {
      parseClusterSpec(text, path);
    } catch (error) {
      if (error instanceof SpecError) return error.problems.map((problem) => `${problem.path} ${problem.rule}`);
      throw error;
    }
    return [];
  };

  it("has all problems at once, with the line of each", () => {
    const text = `
pools:
  web:
    node: {}
    size: { min: 1, max: "2" }
    labels:
      example.com/team: 7
    taints:
      - key: batch
tags: { owner: ml, environment: dev }
`;
    expect(problems(text, "cluster.yaml")).toEqual([
      "cluster.yaml:10: tags.costCenter spec/missing-key",
      "cluster.yaml:5: pools.web.size.max spec/type",
      'cluster.yaml:7: pools.web.labels["example.com/team"] spec/type',
      "cluster.yaml:9: pools.web.taints[0].effect spec/missing-key",
    ]);
  });

  it("has plain paths where no file is named", () => {
    expect(problems("pools: { web: { node: {}, size: { min: 1, max: 2 } } }")).toEqual(["tags spec/missing-key"]);
  });

  it.each([
    ["nothing", "", ["spec spec/type"]],
    ["a sentence", "hello", ["spec spec/type"]],
    ["a list", "- a\n- b", ["spec spec/type"]],
    ["tabs", "pools:\n\tweb: {}", ["spec:2:1 cluster/yaml-syntax"]],
    ["an alias to nowhere", `${tags}\npools: *none`, ["spec cluster/yaml-syntax"]],
  ])("is refused: %s", (_what, text, expected) => {
    expect(problems(text).slice(0, 1)).toEqual(expected);
  });

  it("is refused when its aliases multiply without bound", () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`,
    );
    expect(problems(`l0: &l0 [x]\n${levels.join("\n")}\n`)).toEqual(["spec cluster/yaml-syntax"]);
  });
});
