import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack as clusterBaseline } from "@roadstead/cluster-baseline/pack";
import { pack as costGuardrails } from "@roadstead/cost-guardrails/pack";
import { priceBook } from "@roadstead/cost";
import { parseStored } from "@roadstead/plan/stored";
import { afterAll, describe, expect, it } from "vitest";
import { print, reportOf } from "../../packages/cli/src/commands/show-plan.js";
import { run } from "../../packages/cli/src/run.js";
import { resource, stateOf, volume } from "./bad-input/states.js";
import { fakeTerminal } from "./fake-terminal.js";

const folder = mkdtempSync(join(tmpdir(), "secrets-"));
afterAll(() => rmSync(folder, { recursive: true }));

const rules = [...clusterBaseline.rules, ...costGuardrails.rules];
/** Names of inputs that rules read, by type. */
const inputsOf = new Map<string, Set<string>>();
for (const rule of rules) {
  if (rule.scope === "stack") continue;
  const words = rule.reads.join(" ").match(/[A-Za-z]\w+/g) ?? [];
  for (const type of rule.types) {
    inputsOf.set(type, new Set([...(inputsOf.get(type) ?? []), ...words, "region", "tags"]));
  }
}

/** As `pulumi stack export --show-secrets` writes it. */
const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
const planted = Array.from({ length: 50 }, (_, i) => `hunter${1000 + i}`);
const numbers = [7_391_846, 5_528_017];

/** Secrets in the place of all that rules and prices read, at the top and below, in every type that a rule is about. */
function plantedState(change: number): string {
  let count = change;
  const next = (): object => secret(planted[count++ % 50]);
  const forms = [next, () => [next()], () => ({ owner: next(), type: next(), machineType: next() })];
  const resources = [...inputsOf].flatMap(([type, names], t) => [
    resource(type, "plain", {
      inputs: Object.fromEntries([...names].map((name, i) => [name, forms[(t + i + change) % 3]?.()])),
      outputs: { arn: next() },
    }),
    resource(type, "numbers", {
      inputs: Object.fromEntries([...names].map((name) => [name, secret(numbers[change])])),
    }),
    resource(type, "whole", {
      inputs: { tags: secret({ owner: planted[t % 50] }), spec: secret({ a: [planted[1]] }) },
    }),
  ]);
  return stateOf([
    ...resources,
    resource(volume, planted[7] ?? "", { inputs: { encrypted: false, kmsKeyId: secret(planted[7]) } }),
  ]);
}

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const before = file("before.json", plantedState(0));
const after = file("after.json", plantedState(1));
const preview = file("preview.json", previewOf(plantedState(0), plantedState(1)));

function previewOf(...states: readonly [string, string]): string {
  const [olds, news] = states.map(
    (text) => (JSON.parse(text) as { deployment: { resources: object[] } }).deployment.resources,
  );
  return JSON.stringify({ steps: olds?.map((oldState, i) => ({ op: "update", oldState, newState: news?.[i] })) });
}

const asOf = ["--as-of", "2026-11-24"];
const reports = ["sarif", "junit", "json", "markdown"].map(
  (format) => [format, join(folder, `report.${format}`)] as const,
);

async function output(...args: readonly string[]): Promise<string> {
  const terminal = fakeTerminal();
  await run(args, terminal);
  return terminal.output() + terminal.errors();
}

const found = (text: string): readonly string[] =>
  [...planted, ...numbers.map(String)].filter((one) => text.includes(one));

describe("fifty secrets", () => {
  it.each([
    ["a state", [after]],
    ["a preview", [preview]],
    ["several files", [before, after, preview]],
  ])("stand in no report of an audit of %s, not even as the name of a resource", async (_, files) => {
    const formats = reports.flatMap(([format, path]) => ["--format", `${format}=${path}`]);
    expect(found(await output("audit", ...files, ...formats, ...asOf))).toEqual([]);
    for (const [, path] of reports) {
      const text = readFileSync(path, "utf8");
      expect(text.length).toBeGreaterThan(10_000);
      expect(found(text)).toEqual([]);
    }
  });

  // The name of a resource is no secret to who asks for its price: what stands in URNs is not looked at here.
  const named = new RegExp(planted[7] ?? "", "g");
  it.each(["table", "json", "markdown"])("stand in no price, nor in what changed, as %s", async (format) => {
    const pages = [
      await output("cost", "--state", after, "--format", format, ...asOf),
      await output("cost", "--preview", preview, "--compare", preview, "--format", format, ...asOf),
      await output("cost", "--state", after, "--compare", before, "--format", format, ...asOf),
      await output("diff", before, after, "--format", format, ...asOf),
    ];
    for (const page of pages) {
      expect(page.length).toBeGreaterThan(200);
      expect(found(page.replaceAll(named, ""))).toEqual([]);
    }
  });

  it.each([{ json: true }, {}])("stand in no plan, nor in its price: %o", async (how) => {
    const { graph } = parseStored(plantedState(0), "state.json");
    const terminal = fakeTerminal();
    const report = reportOf(graph, { book: priceBook() }, "2026-11-24");
    await print(report, { config: {}, timeout: 60, color: false, ...how }, terminal);
    expect(terminal.output().length).toBeGreaterThan(200);
    expect(found(terminal.output().replaceAll(named, ""))).toEqual([]);
  });

  it("stand in no error message, wherever the file is cut, spoilt or of another kind", async () => {
    const text = stateOf(planted.map((one, i) => resource(volume, `v${i}`, { inputs: { kmsKeyId: secret(one) } })));
    const good = file("good.json", stateOf([]));
    const spoilt = Array.from({ length: 12 }, (_, i) => Math.floor((text.length * (i + 0.5)) / 12)).flatMap((at) => [
      text.slice(0, at),
      `${text.slice(0, at)}hunter1000'${text.slice(at)}`,
    ]);
    const others = [
      text.replace('"version":3', '"version":"hunter1000"'),
      text.replace('"deployment"', '"hunter1000"'),
    ];
    for (const content of [...spoilt, ...others, `"${planted.join(" ")}"`]) {
      const path = file("spoilt.json", content);
      for (const args of [
        ["audit", path],
        ["cost", "--state", path],
        ["cost", "--state", good, "--compare", path],
      ]) {
        expect(found(await output(...args, ...asOf))).toEqual([]);
      }
    }
  });
});
