import type { ResourceGraph } from "@roadstead/core";
import { formatProblems } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { planPage } from "../../packages/cli/src/render/plan-page.js";
import { planReport } from "../../packages/cli/src/report/plan-report.js";
import { displayWidth } from "../../packages/cli/src/text/display-width.js";
import { colourStyle, plainStyle } from "../../packages/cli/src/text/style.js";
import { aCluster, cloudSummary, labPool, servingPool } from "./cluster-fixture.js";
import { aGraph, aResource } from "./graph-fixture.js";
import { hostileGraph, hostileText } from "./hostile-graph.js";
import { hybridGraph } from "./hybrid-graph.js";

const page = (graph: ResourceGraph, width = 100): string => planPage(planReport(graph), { width, style: plainStyle });

const failedGraph = aGraph([aCluster(cloudSummary)], {
  complete: false,
  problems: [
    {
      rule: "spec/size-order",
      path: "pools.serving.size",
      message: "min is above max",
      got: '{"min":9,"max":8}',
      hint: "raise max to 9 or lower min",
    },
    {
      rule: "spec/accelerator-model",
      path: "pools.lab.accelerator.model",
      message: "is not a GPU of the catalog",
      got: '"h1000"',
      allowed: ["a100-40", "a100-80", "h100", "h200", "l4", "t4"],
      hint: 'did you mean "h100"?',
    },
  ],
  diagnostics: [
    {
      severity: "error",
      code: "program-error",
      message: "Error: bucket name is missing\nset it with --config bucket=NAME",
      stack: ["index.ts:12:9", "buckets.ts:3:1"],
    },
    {
      severity: "warning",
      code: "remote-component",
      message: "the graph is incomplete here: its children are declared by another process",
      urn: "urn:pulumi:dev::shop::eks:index:Cluster::legacy",
    },
  ],
});

describe("the plan as text", () => {
  it.each([60, 80, 100, 140])("shows two clusters on %i columns", async (width) => {
    await expect(page(hybridGraph, width)).toMatchFileSnapshot(`../golden/cli/hybrid-${width}.txt`);
  });

  it("shows a program without clusters", async () => {
    const graph = aGraph([
      aResource({ type: "gcp:storage/bucket:Bucket", name: "a" }),
      aResource({ type: "gcp:storage/bucket:Bucket", name: "b" }),
      aResource({ type: "kubernetes:networking.k8s.io/v1:Ingress", name: "new" }),
      aResource({ type: "kubernetes:extensions/v1beta1:Ingress", name: "old" }),
      aResource({ type: "random:index/randomPet:RandomPet", name: "pet" }),
    ]);
    await expect(page(graph)).toMatchFileSnapshot("../golden/cli/no-clusters.txt");
  });

  it("ends a failed plan with the errors and every problem", async () => {
    await expect(page(failedGraph, 80)).toMatchFileSnapshot("../golden/cli/failed-80.txt");
  });

  it.each([40, 60, 80, 100])("keeps every line within %i columns", (width) => {
    const long = [hybridGraph, failedGraph, hostileGraph]
      .flatMap((graph) => page(graph, width).split("\n"))
      .filter((line) => displayWidth(line) > width);
    expect(long).toEqual([]);
  });

  it("leaves no space at the end of a line", () => {
    expect(
      page(hybridGraph)
        .split("\n")
        .filter((line) => line !== line.trimEnd()),
    ).toEqual([]);
  });

  it("says what carries out the order of capacity, and that nothing does", () => {
    const { capacityOrder: _order, ...anyOrder } = servingPool;
    const text = page(
      aGraph([aCluster({ ...cloudSummary, pools: [servingPool, { ...anyOrder, name: "batch" }] })]),
      140,
    );
    expect(text).toContain("spot ≤6, then on-demand ≤2 (priority expander)");
    expect(text).toContain("spot ≤6 and on-demand ≤2, any order");
  });

  it("counts GPUs as pods ask for them, per node and at most", () => {
    const text = page(aGraph([aCluster({ ...cloudSummary, pools: [labPool] })]));
    expect(text).toMatch(/lab +8 x a100-40 +MIG 1g\.5gb +1 to 2 +owned nodes +56 +112\n/);
    expect(text).toContain("GPUs at most: 16 x a100-40");
  });

  it("counts of the nodes that you own only those that are named", () => {
    const groups = labPool.groups.map((group) => ({ ...group, nodes: ["gpu-1"] }));
    const text = page(aGraph([aCluster({ ...cloudSummary, pools: [{ ...labPool, groups }] })]));
    expect(text).toMatch(/lab +8 x a100-40 .* 56 +56\n/);
    expect(text).toContain("GPUs at most: 8 x a100-40");
  });

  it("does not say of a failed program that its clusters are not shown", () => {
    const error = { severity: "error" as const, code: "program-error", message: "is not a kubeconfig" };
    const cluster = aResource({ type: "roadstead:index:AiCluster", name: "cloud", kind: "component" });
    const text = page(aGraph([cluster], { diagnostics: [error], complete: false }));
    expect(text).toContain("error: is not a kubeconfig");
    expect(text).not.toContain("cannot be shown");
  });

  it("says why a cluster is not shown", () => {
    const summary = { ...cloudSummary, schemaVersion: 2 } as unknown as typeof cloudSummary;
    const text = page(aGraph([aCluster(summary)]), 140);
    expect(text).toContain('cluster "cloud" cannot be shown: its summary has schema version 2, not 1');
    expect(text).toContain("Incomplete");
  });

  it("says problems once, though the program threw them too", () => {
    const { problems } = failedGraph;
    const thrown = { severity: "error" as const, code: "program-error", message: formatProblems(problems) };
    const text = page(aGraph([], { problems, diagnostics: [thrown], complete: false }), 140);
    expect(text.match(/spec\/size-order/g)).toHaveLength(1);
    expect(text).toContain("Failed: 2 problems.");
  });

  it("shows one of several remarks that are no faults, keeping lines to copy as they are", () => {
    const read = (id: string) => ({
      severity: "info" as const,
      code: "read",
      message: `Node ${id} is unknown here. Add:\nreads:\n  - type: Node\n    id: ${id}`,
    });
    const text = page(aGraph([], { diagnostics: [read("a"), read("b"), read("c")] }));
    expect(text).toContain("    reads:\n      - type: Node\n        id: a\n  - info: 2 more like it; --json has all\n");
    expect(text).not.toContain("id: b");
  });

  it("marks what is only read, and what another process declares", () => {
    const node = (name: string) => aResource({ type: "kubernetes:core/v1:Node", name, kind: "read" });
    const remote = aResource({ type: "eks:index:Cluster", name: "r", kind: "remote" });
    const text = page(aGraph([node("a"), node("b"), remote], { complete: false }));
    expect(text).toContain("Node (read) 2");
    expect(text).toContain("Cluster (remote)");
  });

  it("never prints a secret", () => {
    expect(page(hybridGraph)).not.toContain("hunter2");
  });

  it("lets nothing through that a terminal would obey", () => {
    expect(page(hostileGraph)).not.toMatch(/[^\P{C}\n]/u);
    expect(page(hostileGraph)).toContain("\\u001b[31m");
    expect(hostileText).toContain("\u001b[31m");
  });

  it("colours with the terminal's own codes only", () => {
    const text = planPage(planReport(hostileGraph), { width: 100, style: colourStyle });
    expect(text).toContain("\u001b[1mPlan of");
    expect(text.replace(/\u001b\[\d+m/g, "")).toBe(page(hostileGraph));
  });
});
