import type { GraphResource } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { mermaidChart } from "../../packages/cli/src/mermaid/mermaid-chart.js";
import { aGraph, aResource, urnOf } from "./graph-fixture.js";
import { hostileGraph } from "./hostile-graph.js";
import { hybridGraph } from "./hybrid-graph.js";

const bucket = (name: string, dependencies: string[] = []): GraphResource =>
  aResource({ type: "aws:s3/bucketV2:BucketV2", name, dependencies });
const many = (count: number, make: (i: number) => GraphResource): GraphResource[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Every line of a chart must be one of these: Mermaid then has nothing to misread. */
const lines = [
  /^flowchart LR$/,
  /^ {2}%% [^%{}"<>]*: an arrow leads to what needs it$/,
  /^ *(subgraph )?n\d+\["[^"<>`%{}]*(<br\/>[^"<>`%{}]*)?"\]$/,
  /^ *end$/,
  /^ {2}n\d+ --> n\d+$/,
];
const strangeLines = (chart: string): string[] =>
  chart
    .trimEnd()
    .split("\n")
    .filter((line) => !lines.some((form) => form.test(line)));

describe("the Mermaid chart", () => {
  it("draws clusters as frames around what is in them", async () => {
    await expect(mermaidChart(hybridGraph)).toMatchFileSnapshot("../golden/cli/hybrid-graph.txt");
    expect(strangeLines(mermaidChart(hybridGraph))).toEqual([]);
  });

  it("leaves out what follows from other arrows", () => {
    const [a, b] = [bucket("a"), bucket("b", [urnOf("aws:s3/bucketV2:BucketV2", "a")])];
    const chart = mermaidChart(aGraph([a, b, bucket("c", [a.urn, b.urn])]));
    expect(chart.match(/n\d+ --> n\d+/g)).toEqual(["n1 --> n2", "n2 --> n3"]);
  });

  it("draws many of a kind as one box with their number", () => {
    const chart = mermaidChart(aGraph([...many(5, (i) => bucket(`b${i}`)), aResource({ type: "a:b:C", name: "c" })]));
    expect(chart).toContain('["5 x<br/>s3.BucketV2"]');
    expect(chart).toContain('["c<br/>b.C"]');
    expect(chart).not.toContain("b3");
  });

  it("draws no arrow between a frame and what is in it", () => {
    const component = aResource({ type: "my:index:App", name: "app", kind: "component" });
    const inner = { ...bucket("inner", [component.urn]), parent: component.urn };
    const other = { ...bucket("other", [inner.urn]), parent: component.urn };
    const chart = mermaidChart(aGraph([component, inner, other]));
    expect(chart.match(/n\d+ --> n\d+/g)).toHaveLength(1);
  });

  it("takes dependencies in a circle", () => {
    const [a, b] = ["a", "b"].map((name) => urnOf("aws:s3/bucketV2:BucketV2", name));
    expect(mermaidChart(aGraph([bucket("a", [b ?? ""]), bucket("b", [a ?? ""])]))).toContain("-->");
  });

  it.each([
    ["of one kind", many(2000, (i) => bucket(`b${i}`, i > 0 ? [urnOf("aws:s3/bucketV2:BucketV2", "b0")] : []))],
    ["of many kinds", many(2000, (i) => aResource({ type: `aws:m${i}/t:T${i}`, name: `r${i}` }))],
    ["of many packages", many(2000, (i) => aResource({ type: `p${i}:m:T`, name: `r${i}` }))],
    [
      "in many components",
      many(600, (i) => aResource({ type: "my:index:App", name: `app${i}`, kind: "component" })).flatMap((app) => [
        app,
        { ...bucket(`${app.name}-a`), urn: `${app.urn}-a`, parent: app.urn },
        { ...bucket(`${app.name}-b`), urn: `${app.urn}-b`, parent: app.urn, dependencies: [`${app.urn}-a`] },
      ]),
    ],
  ])("stays within what Mermaid shows: 2,000 resources %s", (_, resources) => {
    const chart = mermaidChart(aGraph(resources));
    expect(chart.length).toBeLessThan(50_000);
    expect((chart.match(/-->/g) ?? []).length).toBeLessThan(500);
    expect(strangeLines(chart).filter((line) => !line.includes("too many packages"))).toEqual([]);
  });

  it("is not broken by hostile names", () => {
    const chart = mermaidChart(hostileGraph);
    expect(strangeLines(chart)).toEqual([]);
    expect(chart).not.toMatch(/[^\P{C}\n]/u);
  });

  it.each(['a"]', "%%{init: {}}%%", "<script>", "`**x**`", "end", "#quot;", "a --> b", "a\nn1 --> n2", "style x:#a;"])(
    "is not broken by a resource called %j",
    (name) => {
      expect(strangeLines(mermaidChart(aGraph([bucket(name)])))).toEqual([]);
    },
  );

  it("is a chart for a program that declares nothing", () => {
    expect(strangeLines(mermaidChart(aGraph([])))).toEqual([]);
  });
});
