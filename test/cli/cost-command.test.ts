import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ResourceGraph } from "@roadstead/core";
import { compareCosts, estimate } from "@roadstead/cost";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { costMarkdown } from "../../packages/cli/src/render/cost-markdown.js";
import { costPage } from "../../packages/cli/src/render/cost-page.js";
import { costDocument } from "../../packages/cli/src/report/cost-document.js";
import { run } from "../../packages/cli/src/run.js";
import { plainStyle } from "../../packages/cli/src/text/style.js";
import { safeJson } from "../../packages/cli/src/text/safe-text.js";
import { aGraph } from "./graph-fixture.js";
import { fakeTerminal } from "./fake-terminal.js";
import { hostileGraph, hostileText } from "./hostile-graph.js";
import { hybridGraph } from "./hybrid-graph.js";
import { closed } from "./plan-schema.js";

const folder = mkdtempSync(join(tmpdir(), "cost-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const urn = (type: string, name: string): string => `urn:pulumi:prod::shop::${type}::${name}`;
const resource = (type: string, name: string, inputs: object, options: object = {}) => ({
  urn: urn(type, name),
  type,
  custom: true,
  inputs: { region: "us-east-1", ...inputs },
  outputs: {},
  ...options,
});
const group = (maxSize: number) =>
  resource("aws:eks/nodeGroup:NodeGroup", "gpu", {
    scalingConfig: { minSize: 0, desiredSize: 1, maxSize },
    instanceTypes: ["g6.xlarge"],
    diskSize: 50,
    tags: { owner: "ml", environment: "prod" },
  });
const cluster = resource("aws:eks/cluster:Cluster", "main", { version: "1.32" });
const nat = resource("aws:ec2/natGateway:NatGateway", "nat", {});
const block = resource("aws:eks/nodeGroup:NodeGroup", "block", {
  scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 },
  instanceTypes: ["p5e.48xlarge"],
  diskSize: 50,
});
const stateOf = (...resources: readonly object[]) => ({ version: 3, deployment: { resources } });
const before = file("before.json", stateOf(cluster, group(2), nat));
const after = file("after.json", stateOf(cluster, group(8), block));
const preview = file("preview.json", {
  steps: [
    { op: "same", urn: cluster.urn, oldState: cluster, newState: cluster },
    { op: "update", urn: group(2).urn, oldState: group(2), newState: group(8) },
    { op: "delete", urn: nat.urn, oldState: nat },
  ],
});
const onDay = ["--as-of", "2026-08-31"];

async function cli(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  const terminal = fakeTerminal();
  const code = await run(args, terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}

describe("roadstead cost", () => {
  it("prices a state as a table", async () => {
    const { code, output, errors } = await cli("cost", "--state", before, ...onDay);
    expect([code, errors]).toEqual([0, ""]);
    await expect(output).toMatchFileSnapshot("../golden/cli/cost-state.txt");
  });

  it("compares a state with another as Markdown", async () => {
    const { code, output } = await cli("cost", "--state", after, "--compare", before, "--format", "markdown", ...onDay);
    expect(code).toBe(0);
    await expect(output).toMatchFileSnapshot("../golden/cli/cost-change.md");
  });

  it("compares a preview with what is there before it", async () => {
    const args = ["cost", "--preview", preview, "--compare", preview, "--format", "json", ...onDay];
    const { comparison } = JSON.parse((await cli(...args)).output) as { comparison: ReturnType<typeof compareCosts> };
    // At most 8 x 0.8048 x 730 = 4700.032 after 2 x = 1175.008, and 6 x 50 x 0.10 = 30.00 more; the NAT gateway goes.
    expect(comparison.changes.map(({ kind, name, delta }) => [kind, name, delta.ceiling])).toEqual([
      ["removed", "nat", -32.85],
      ["changed", "gpu", 3555.02],
    ]);
  });

  it("takes a price sheet, in YAML too", async () => {
    const sheet = file("prices.yaml", "schemaVersion: 1\nproviders:\n  aws: { multiplier: 0.5 }\n");
    const args = ["cost", "--state", file("one.json", stateOf(nat)), "--prices", sheet, "--format", "json"];
    const { usdPerMonth } = JSON.parse((await cli(...args)).output) as { usdPerMonth: object };
    expect(usdPerMonth).toEqual({ floor: 16.43, expected: 16.43, ceiling: 16.43 });
  });

  it("prices a state of nothing as nothing", async () => {
    const { code, output } = await cli("cost", "--state", file("empty.json", stateOf()), "--format", "json");
    expect([code, (JSON.parse(output) as { usdPerMonth: unknown }).usdPerMonth]).toEqual([
      0,
      { floor: 0, expected: 0, ceiling: 0 },
    ]);
  });

  it("says that there is nothing to price", async () => {
    const none = file("none.json", stateOf());
    expect((await cli("cost", "--state", none)).output).toContain("There are no resources to price.");
    const markdown = await cli("cost", "--state", none, "--format", "markdown");
    expect(markdown.output).toContain("There are no resources that cost anything.");
  });

  it("says in the open part of a comment what its numbers lack", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const all = { ...group(1), inputs: { scalingConfig: unknown, instanceTypes: unknown, region: "us-east-1" } };
    const steps = { steps: [{ op: "create", urn: all.urn, newState: all }] };
    const args = ["cost", "--preview", file("unknown.json", steps), "--format", "markdown"];
    const [open] = (await cli(...args)).output.split("<details>");
    expect(open).toContain("**Incomplete:** these are not in the totals: 4 unknown before deployment.");
  });

  it("says in one line that prices are stale", async () => {
    const { output } = await cli("cost", "--state", before, "--format", "markdown", "--as-of", "2026-11-01");
    expect(output).toContain("**Stale prices:** 1 of 2 sources are more than 90 days old, the oldest of 2026-07-20.");
    expect(output).toContain("- **stale:** aws/karpenter");
  });

  it("takes no number for an amount that no provider would take", async () => {
    const sizes = { minSize: -3, desiredSize: 1, maxSize: 1e12 };
    const odd = resource("aws:eks/nodeGroup:NodeGroup", "odd", { scalingConfig: sizes, instanceTypes: ["g6.xlarge"] });
    const disk = resource("aws:ebs/volume:Volume", "disk", { size: 1e300, type: "gp3" });
    const words = resource("aws:ebs/volume:Volume", "words", { size: "many", type: "gp3" });
    const { output } = await cli("cost", "--state", file("odd.json", stateOf(odd, disk, words)), "--format", "json");
    const { gaps, usdPerMonth } = JSON.parse(output) as {
      gaps: { name: string; reason: string }[];
      usdPerMonth: object;
    };
    expect(gaps.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      "disk: its size is no number of GiB from 0 to 1000000",
      "words: is not a number",
      "odd: is no number of nodes from 0 to 1000000",
      "odd: is no number of nodes from 0 to 1000000",
    ]);
    // The size at first is known: one node.
    expect(usdPerMonth).toEqual({ floor: 0, expected: 0, ceiling: 0 });
  });

  it("prints the same for the same input", async () => {
    const args = ["cost", "--state", after, "--format", "json", ...onDay];
    expect((await cli(...args)).output).toBe((await cli(...args)).output);
  });

  it.each([
    ["a file that is not there", ["cost", "--state", "missing.json"], "file/readable"],
    ["a file of another kind", ["cost", "--state", preview], "use --preview"],
    ["a wrong sheet", ["cost", "--state", before, "--prices", file("bad.yaml", "schemaVersion: 2")], "prices/version"],
    ["a sheet that is no YAML", ["cost", "--state", before, "--prices", file("x.yaml", "a: [")], "prices/readable"],
    ["a folder without a project", ["cost", folder], "project"],
    ["a folder beside a file", ["cost", folder, "--state", before], "cannot be used together"],
    ["a plan with a wrong sheet", ["plan", ".", "--prices", file("bad2.yaml", "- 1")], "prices/type"],
  ])("refuses %s with exit code 2", async (_, args, message) => {
    const { code, output, errors } = await cli(...args);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(message);
  });
});

describe("roadstead diff", () => {
  it("prints the change between two states", async () => {
    const { code, output } = await cli("diff", before, after, ...onDay, "--width", "90");
    expect(code).toBe(0);
    await expect(output).toMatchFileSnapshot("../golden/cli/diff.txt");
  });

  it("knows a resource again in another stack", async () => {
    const inDev = JSON.stringify(stateOf(cluster, group(4))).replaceAll("urn:pulumi:prod::", "urn:pulumi:dev::");
    const { output } = await cli("diff", before, file("dev.json", inDev), "--format", "json", ...onDay);
    const { comparison, base } = JSON.parse(output) as { comparison: ReturnType<typeof compareCosts>; base: unknown };
    expect(base).toEqual({ name: "shop", stack: "prod" });
    expect(comparison.changes.map(({ kind, name }) => [kind, name])).toEqual([
      ["removed", "nat"],
      ["changed", "gpu"],
    ]);
    expect((await cli("diff", before, file("dev.json", inDev))).output).toContain("compared with shop, stack prod");
  });

  it("says nothing of a state and itself", async () => {
    expect((await cli("diff", before, before, "--format", "markdown", ...onDay)).output).toContain(
      "No resource changes its price.",
    );
  });
});

describe("the price as JSON", () => {
  const schema = JSON.parse(
    readFileSync(fileURLToPath(new URL("../../packages/cli/schema/cost.schema.json", import.meta.url)), "utf8"),
  ) as Record<string, unknown>;
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(closed(schema) as Record<string, unknown>);
  const reportOf = (graph: ResourceGraph) => {
    const month = estimate(graph, { asOf: "2026-08-31" });
    const { project, stack } = graph;
    return { project, stack, estimate: month, comparison: compareCosts(month, month), complete: true };
  };

  it.each([
    ["two clusters", hybridGraph],
    ["hostile text", hostileGraph],
    ["nothing", aGraph([])],
  ])("fits its schema, which names every field: %s", (_, graph) => {
    validate(JSON.parse(safeJson(costDocument(reportOf(graph)))));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("fits its schema with a comparison and with everything that may be missing", async () => {
    const { output } = await cli("diff", before, after, "--format", "json");
    validate(JSON.parse(output));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("has a schema that is itself valid, strictly", () => {
    expect(() => new Ajv2020({ strict: true, strictTypes: "log" }).compile(schema)).not.toThrow();
  });

  it("lets no text of a program do anything to a terminal or a comment", () => {
    const report = reportOf(hostileGraph);
    const page = costPage(report, { width: 100, style: plainStyle });
    expect(page).not.toMatch(/[^\P{C}\n]/u);
    const comment = costMarkdown({ ...report, project: `<script>${hostileText}` });
    expect(comment).not.toMatch(/[^\P{C}\n]/u);
    expect(comment).not.toContain("<script>");
  });
});
