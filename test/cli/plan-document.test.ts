import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { planDocument } from "../../packages/cli/src/report/plan-document.js";
import { planReport } from "../../packages/cli/src/report/plan-report.js";
import { safeJson } from "../../packages/cli/src/text/safe-text.js";
import { SecretValue, unknownValue } from "@roadstead/core";
import type { ResourceGraph } from "@roadstead/core";
import { aCluster, cloudSummary } from "./cluster-fixture.js";
import { aGraph, aResource } from "./graph-fixture.js";
import { hostileGraph } from "./hostile-graph.js";
import { hybridGraph } from "./hybrid-graph.js";
import { planSchema, schemaFaults } from "./plan-schema.js";

const document = (graph: ResourceGraph) => planDocument(planReport(graph));
const printed = (graph: ResourceGraph): unknown => JSON.parse(safeJson(document(graph), 2));

const everyOption = aGraph(
  [
    aResource({
      type: "aws:s3/bucketV2:BucketV2",
      name: "all",
      id: "bucket-1",
      inputs: { name: unknownValue, password: new SecretValue("hunter2") },
      dependencies: ["urn:a"],
      propertyDependencies: { name: ["urn:a"] },
      provider: "urn:p",
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: false,
      ignoreChanges: ["tags"],
      replaceOnChanges: ["name"],
      additionalSecretOutputs: ["arn"],
      aliases: ["urn:old", { name: "older", parent: null }],
      customTimeouts: { create: "30m" },
      importId: "bucket-1",
      deletedWith: "urn:a",
      replaceWith: ["urn:a"],
      version: "7.0.0",
      sourcePosition: "index.ts:1:1",
    }),
    aResource({ type: "pulumi:providers:aws", name: "default_7_0_0", kind: "provider" }),
  ],
  {
    invokes: [{ token: "aws:index/getRegion:getRegion", args: { token: new SecretValue("x") }, answeredBy: "builtin" }],
    diagnostics: [{ severity: "error", code: "program-error", message: "boom", urn: "urn:a", stack: ["index.ts:1:1"] }],
    problems: [{ rule: "a/b", path: "p", message: "m", got: "1", allowed: ["2"], hint: "h" }],
    complete: false,
  },
);

describe("the plan as JSON", () => {
  it.each([
    ["two clusters", hybridGraph],
    ["every option of a resource", everyOption],
    ["hostile text", hostileGraph],
    ["nothing", aGraph([])],
  ])("fits its schema, which names every field: %s", (_, graph) => {
    expect(schemaFaults(printed(graph))).toEqual([]);
  });

  it("has a schema that is itself valid, strictly", () => {
    expect(() =>
      new Ajv2020({ strict: true, strictTypes: "log", formats: { date: true } }).compile(planSchema()),
    ).not.toThrow();
  });

  it("has a schema that refuses a document of another form", () => {
    const { program: _program, ...rest } = document(hybridGraph);
    expect(schemaFaults(rest)).not.toEqual([]);
    expect(schemaFaults({ ...document(hybridGraph), surprise: 1 })).not.toEqual([]);
  });

  it("prints the document that scripts read", async () => {
    await expect(`${safeJson(document(hybridGraph), 2)}\n`).toMatchFileSnapshot("../golden/cli/hybrid.json");
  });

  it("hides secrets, in inputs, invokes and outputs", () => {
    expect(JSON.stringify(document(everyOption))).not.toContain("hunter2");
    expect(JSON.stringify(document(hybridGraph))).not.toContain("hunter2");
    expect(document(everyOption).resources[1]?.inputs).toEqual({ name: "<unknown:name>", password: "<secret>" });
  });

  it("leaves default providers out and keeps the stack", () => {
    expect(document(everyOption).resources.map(({ name, parent }) => [name, parent === null])).toEqual([
      ["shop-dev", true],
      ["all", false],
    ]);
  });

  it.each([
    ["problems", { problems: everyOption.problems }],
    ["errors", { diagnostics: everyOption.diagnostics }],
    ["an incomplete graph", { complete: false }],
  ])("is not complete with %s", (_, fields) => {
    expect(document(aGraph([aCluster(cloudSummary)], fields)).complete).toBe(false);
  });

  it("escapes what a terminal would obey", () => {
    const text = safeJson(document(hostileGraph), 2);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document(hostileGraph))));
  });

  it("is shipped with the package", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../packages/cli/package.json", import.meta.url), "utf8")) as {
      files: string[];
    };
    expect(manifest.files).toContain("schema");
  });
});

describe("whether a plan failed", () => {
  const failed = (graph: ResourceGraph): boolean => planReport(graph).failed;
  const bucket = aResource({ type: "aws:s3/bucketV2:BucketV2", name: "b" });

  it("does for problems and errors", () => {
    expect(failed(aGraph([bucket], { problems: everyOption.problems }))).toBe(true);
    expect(failed(aGraph([bucket], { diagnostics: everyOption.diagnostics }))).toBe(true);
  });

  it("does when nothing could be planned", () => {
    expect(failed(aGraph([], { complete: false }))).toBe(true);
  });

  it("does not for a remote component, which leaves the graph incomplete", () => {
    const remote = aResource({ type: "eks:index:Cluster", name: "c", kind: "remote" });
    expect(failed(aGraph([remote, bucket], { complete: false }))).toBe(false);
  });

  it("does not for an empty program", () => {
    expect(failed(aGraph([]))).toBe(false);
  });
});
