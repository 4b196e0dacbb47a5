import { SecretValue, unknownValue } from "@roadstead/core";
import type { Audit, Pack } from "@roadstead/policy";
import {
  audit,
  expectFlag,
  fail,
  jsonReport,
  junitReport,
  noGuardrails,
  readGuardrails,
  resourceRule,
  sarifReport,
} from "@roadstead/policy";
import { describe, expect, it } from "vitest";
import { sampleGraph, urnOf } from "../../policies/sample-graph.js";
import { hostileTexts } from "../../cli/bad-input/hostile-texts.js";
import { junitFaults } from "./junit-grammar.js";
import { sarifFaults } from "./sarif-schema.js";

const volume = "aws:ebs/volume:Volume";
const text = {
  title: "Volumes are encrypted",
  severity: "high",
  level: "mandatory",
  config: {},
  reads: ["aws:ebs/volume:Volume: encrypted"],
  why: "why",
  fix: "fix",
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  references: [{ framework: "CIS", control: "2.2.1" }],
} as const;
const encrypted = resourceRule({
  ...text,
  name: "volume-encryption",
  types: [volume],
  check: (view) => expectFlag(view.flag("encrypted"), true, { otherwise: "it is readable", absent: "fail" }),
});
const packs: readonly Pack[] = [{ name: "pack", version: "1.2.3", description: "", rules: [encrypted] }];
const names = ["bad", "waived", "old"];
const { guardrails = noGuardrails } = readGuardrails(
  {
    version: 1,
    rules: { "volume-encryption": { onUnknown: "fail" } },
    waivers: {
      entries: [
        {
          id: "W-1",
          rule: "volume-encryption",
          targets: [{ urn: urnOf(volume, "waived") }],
          reason: "moves",
          owner: "a",
          ticket: "T-1",
          created: "2026-11-01",
          expires: "2026-12-01",
        },
      ],
    },
    baseline: [{ rule: "volume-encryption", urn: urnOf(volume, "old") }],
  },
  [encrypted],
);

/** A pass, a failure, one that is waived, one of the baseline, an unknown that blocks, and names of all kinds. */
function everyOutcome(): Audit {
  const graph = sampleGraph([
    { type: volume, name: "good", inputs: { encrypted: true } },
    ...names.map((name, i) => ({
      type: volume,
      name,
      inputs: { encrypted: new SecretValue(false) },
      more: { sourcePosition: `src/m\u00fcller stack.ts#${i + 7},3` },
    })),
    { type: volume, name: "later", inputs: { encrypted: unknownValue } },
    ...hostileTexts.map(([, text]) => ({ type: volume, name: text, inputs: {}, more: { sourcePosition: text } })),
  ]);
  const broken = { ...graph, complete: false };
  return audit([{ name: "state.json", sha256: "ab".repeat(32), graph: broken, phase: "state" }], {
    packs,
    guardrails,
    asOf: "2026-11-24",
    hashes: { "pack pack": "01".repeat(32), "price book": "02".repeat(32) },
  });
}

interface SarifResult {
  readonly kind: string;
  readonly level: string;
  readonly baselineState: string;
  readonly suppressions?: readonly object[];
  readonly locations: readonly { readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[] }[];
}

describe("the SARIF report", () => {
  const report = JSON.parse([...sarifReport(everyOutcome())].join("")) as {
    readonly runs: readonly { readonly results: readonly SarifResult[] }[];
  };
  const resultOf = (name: string) =>
    report.runs[0]?.results.find(
      ({ locations }) => locations[0]?.logicalLocations[0]?.fullyQualifiedName === urnOf(volume, name),
    );

  it("keeps to the format, whatever stands in the names", () => {
    expect(sarifFaults(report)).toEqual([]);
  });

  it("is held to a format that notices what is wrong", () => {
    const [first, ...others] = report.runs[0]?.results ?? [];
    const faults = (results: readonly object[]) =>
      sarifFaults({ ...report, runs: report.runs.map((one, i) => (i === 0 ? { ...one, results } : one)) });
    expect(faults([{ ...first, kind: "unknown" }])).not.toEqual([]);
    expect(faults([{ ...first, kind: "pass", level: "error" }])).not.toEqual([]);
    expect(faults([{ ...first, baselineState: undefined }, ...others])).not.toEqual([]);
    expect(faults([{ ...first, ruleIndex: 7 }])).not.toEqual([]);
    expect(faults([{ ...first, verdict: "bad" }])).not.toEqual([]);
  });

  it("tells passes, failures, waived ones and those of the baseline apart", () => {
    expect(resultOf("good")).toMatchObject({ kind: "pass", level: "none", baselineState: "new" });
    expect(resultOf("bad")).toMatchObject({ kind: "fail", level: "error", baselineState: "new" });
    expect(resultOf("waived")?.suppressions).toMatchObject([{ kind: "external", status: "accepted" }]);
    expect(resultOf("old")).toMatchObject({ kind: "fail", baselineState: "unchanged" });
  });

  it("shows an unknown that blocks as the failure that it is", () => {
    expect(resultOf("later")).toMatchObject({ kind: "fail", level: "error" });
  });

  it("makes no link of what stands in a message", () => {
    const finding = fail("the tag is [a](http://evil.example)");
    const chatty = resourceRule({ ...text, name: "chatty", types: [volume], check: () => finding });
    const [pack] = packs;
    const found = audit([{ name: "s", graph: sampleGraph([{ type: volume, name: "v" }]), phase: "state" }], {
      packs: pack === undefined ? [] : [{ ...pack, rules: [chatty] }],
      guardrails: noGuardrails,
      asOf: "2026-11-24",
    });
    expect([...sarifReport(found)].join("")).not.toMatch(/[^\\]\]\(/);
  });

  it("writes the file of the program as a URI, with line and column", () => {
    expect(resultOf("bad")).toMatchObject({
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "src/m%C3%BCller%20stack.ts" },
            region: { startLine: 7, startColumn: 3 },
          },
        },
      ],
    });
  });
});

describe("the JUnit report", () => {
  const report = [...junitReport(everyOutcome())].join("");

  it("is XML that readers of JUnit take, with counts that are right", () => {
    expect(junitFaults(report)).toEqual([]);
  });

  it.each([
    ["a count that is wrong", (text: string) => text.replace(/tests="\d+"/, 'tests="1"')],
    ["an element that is left open", (text: string) => text.replace("</testsuite>", "")],
    ["an attribute that is not known", (text: string) => text.replace("<testcase ", '<testcase state="x" ')],
    ["a reference that XML does not have", (text: string) => text.replace("state.json", "&nbsp;")],
    ["a control character", (text: string) => text.replace("state.json", "\u0001")],
  ])("is held to a grammar that notices %s", (_, spoil) => {
    expect(junitFaults(spoil(report))).not.toEqual([]);
  });

  it("names what it rests on", () => {
    expect(report).toContain(`<property name="input state.json" value="${"ab".repeat(32)}"/>`);
    expect(report).toContain('<property name="price book"');
  });
});

describe("the JSON report", () => {
  it("has a line for each result, and is read again as what was written", () => {
    const found = everyOutcome();
    const text = [...jsonReport(found)].join("");
    expect(text.match(/^ {4}\{"pack":"[^"]*","rule":/gm)).toHaveLength(found.results.length);
    const { results, summary } = JSON.parse(text) as { results: unknown[]; summary: Record<string, number> };
    expect(results).toEqual(JSON.parse(JSON.stringify(found.results)));
    expect(summary).toMatchObject({ passed: 1, waived: 1, baseline: 1 });
  });
});
