import { SecretValue, unknownValue } from "@roadstead/core";
import type { Audit, AuditInput, Guardrails, Pack } from "@roadstead/policy";
import {
  audit,
  auditFails,
  expectFlag,
  fail,
  jsonReport,
  junitReport,
  markdownReport,
  noGuardrails,
  outcomeOf,
  readGuardrails,
  resourceRule,
  sarifReport,
  stackRule,
} from "@roadstead/policy";
import { describe, expect, it } from "vitest";
import type { SampleResource } from "../../policies/sample-graph.js";
import { sampleGraph, urnOf } from "../../policies/sample-graph.js";

const volume = "aws:ebs/volume:Volume";
const text = { severity: "high", level: "mandatory", config: {}, reads: [], why: "why", fix: "fix" } as const;
const encrypted = resourceRule({
  ...text,
  name: "volume-encryption",
  title: "Volumes are encrypted",
  types: [volume],
  references: [{ framework: "CIS", control: "2.2.1" }],
  check: (view) => expectFlag(view.flag("encrypted"), true, { otherwise: "it is readable", absent: "fail" }),
});
const chatty = resourceRule({
  ...text,
  name: "chatty",
  title: "Prints what it should not",
  types: [volume],
  check: (view) => {
    const tag = view.text("tags", "password");
    return fail(`the password is ${tag.state === "known" ? tag.value : ""}`);
  },
});
const packs: readonly Pack[] = [{ name: "pack", version: "1.2.3", description: "", rules: [encrypted] }];

const volumes: readonly SampleResource[] = [
  { type: volume, name: "good", inputs: { encrypted: true } },
  { type: volume, name: "bad", inputs: { encrypted: false }, more: { sourcePosition: "index.ts:12:3" } },
  { type: volume, name: "later", inputs: { encrypted: unknownValue } },
  { type: "aws:ec2/vpc:Vpc", name: "net" },
];

const guardrails = (file: object = {}): Guardrails => {
  const read = readGuardrails({ version: 1, ...file }, [encrypted]);
  expect(read.problems).toEqual([]);
  return read.guardrails ?? noGuardrails;
};
const run = (file: object = {}, more: Partial<AuditInput> = {}, asOf = "2026-11-24"): Audit =>
  audit([{ name: "state.json", graph: sampleGraph(volumes), phase: "state", ...more }], {
    packs,
    guardrails: guardrails(file),
    asOf,
  });
const outcomes = ({ results }: Audit) =>
  results.map((result) => `${result.rule} ${result.urn.split("::").at(-1) ?? ""} ${outcomeOf(result)}`);

const waiver = (change: object = {}) => ({
  waivers: {
    entries: [
      {
        id: "W-1",
        rule: "volume-encryption",
        targets: [{ urn: urnOf(volume, "bad") }],
        reason: "moves next month",
        owner: "storage",
        ticket: "OPS-7",
        created: "2026-11-01",
        expires: "2027-01-15",
        ...change,
      },
    ],
  },
});

describe("a rule that guardrails switch off", () => {
  const found = run({ rules: { "volume-encryption": { level: "disabled" } } });

  it("is said in every report, since its silence proves nothing", () => {
    expect(found.results.filter(({ rule }) => rule === "volume-encryption")).toEqual([]);
    expect(found.inputs[0]?.disabledRules).toEqual(["volume-encryption"]);
    expect([...markdownReport(found)].join("")).toContain("; not asked: volume-encryption\n");
    expect([...junitReport(found)].join("")).toContain(
      '<property name="not asked of state.json" value="volume-encryption"/>',
    );
    for (const report of [jsonReport, sarifReport]) {
      expect([...report(found)].join("")).toMatch(/"disabledRules":\s*\[\s*"volume-encryption"\s*\]/);
    }
  });
});

describe("an audit", () => {
  it("has every control's result on every resource that it is about, and the number of the others", () => {
    const found = run();
    expect(outcomes(found)).toEqual([
      "volume-encryption bad failed",
      "volume-encryption good passed",
      "volume-encryption later unknown",
    ]);
    expect(found.rules[0]).toMatchObject({ name: "volume-encryption", notApplicable: 1 });
    expect(found.results[0]).toMatchObject({ path: "encrypted", value: "false", limit: "true", blocking: true });
  });

  it("leaves a waived finding in sight, with who answers for it", () => {
    const found = run(waiver());
    expect(outcomes(found)).toContain("volume-encryption bad waived");
    expect(auditFails(found, "mandatory")).toBe(false);
    expect(markdown(found)).toContain("storage");
  });

  it("blocks again when the waiver has ended, on the day itself, and says so", () => {
    const found = run(waiver(), {}, "2027-01-15");
    expect(outcomes(found)).toEqual([
      "waiver-expired guardrails:W-1 failed",
      "volume-encryption bad failed",
      "volume-encryption good passed",
      "volume-encryption later unknown",
    ]);
    expect(found.results.filter(({ blocking }) => blocking)).toHaveLength(2);
  });

  it.each([
    ["unused", { targets: [{ urn: urnOf(volume, "good") }] }, "waiver-unused"],
    ["unused, by a pattern", { targets: [{ glob: "urn:pulumi:*::shop::*::good*" }] }, "waiver-unused"],
    ["not begun", { created: "2026-11-25" }, "waiver-unused"],
    ["soon ended", { expires: "2026-12-01" }, "waiver-expiring"],
    ["capped, of a cost that nobody tells", { maxMonthlyUsd: 10 }, "waiver-over-cost"],
  ])("tells of a waiver that is %s", (_, change, rule) => {
    expect(run(waiver(change)).results.map((result) => result.rule)).toContain(rule);
  });

  it.each([
    ["URN", { urn: urnOf(volume, "bad", "prod") }],
    ["pattern", { glob: "urn:pulumi:pr*::shop::*::bad" }],
  ])(
    "says nothing of a waiver of a stack that was not asked, named by a %s, and lets nothing pass by it",
    (_, target) => {
      const baseline = [{ rule: "volume-encryption", urn: urnOf(volume, "good", "prod") }];
      expect(outcomes(run({ ...waiver({ targets: [target] }), baseline }))).toEqual(outcomes(run()));
    },
  );

  it("holds a waiver of the stack as a whole to what the stack costs", () => {
    const dear = stackRule({ ...text, name: "dear", title: "The stack is cheap", check: () => [fail("it is dear")] });
    const line = (expected: number) => ({ urn: urnOf(volume, "bad"), usdPerMonth: { floor: 0, expected, ceiling: 0 } });
    const capped = waiver({ rule: "dear", maxMonthlyUsd: 10, targets: [{ glob: "urn:pulumi:dev::shop::*" }] });
    const status = (...usd: readonly number[]) => {
      const read = readGuardrails({ version: 1, ...capped }, [dear]);
      const cost = { lines: usd.map(line), gaps: [] };
      return audit([{ name: "state.json", graph: sampleGraph(volumes), phase: "state", cost }], {
        packs: [{ name: "pack", version: "1.0.0", description: "", rules: [dear] }],
        guardrails: read.guardrails ?? noGuardrails,
        asOf: "2026-11-24",
      }).results.find(({ rule }) => rule === "dear")?.status;
    };
    expect([status(5, 5), status(5, 6)]).toEqual(["waived", "open"]);
  });

  it("holds a waiver to what the resource may cost", () => {
    const costs = (expected: number) => ({
      cost: { lines: [{ urn: urnOf(volume, "bad"), usdPerMonth: { floor: 0, expected, ceiling: 0 } }], gaps: [] },
    });
    expect(outcomes(run(waiver({ maxMonthlyUsd: 10 }), costs(10)))).toContain("volume-encryption bad waived");
    expect(outcomes(run(waiver({ maxMonthlyUsd: 10 }), costs(10.01)))).toContain("volume-encryption bad failed");
  });

  it("lets pass what the baseline has, and tells what it need not have any more", () => {
    const entries = [{ urn: urnOf(volume, "bad") }, { urn: urnOf(volume, "good") }];
    const found = run({ baseline: entries.map((entry) => ({ rule: "volume-encryption", ...entry })) });
    expect(outcomes(found)).toContain("volume-encryption bad baseline");
    expect(found.results.filter(({ rule }) => rule === "baseline-stale")).toHaveLength(1);
    expect(auditFails(found, "mandatory")).toBe(false);
  });

  it("does with an unknown what the file says", () => {
    const unknowns = (onUnknown: string, phase: "plan" | "state") =>
      run({ rules: { "volume-encryption": { onUnknown } } }, { phase }).results.find(
        ({ result }) => result === "unknown",
      )?.blocking;
    expect(unknowns("advise", "plan")).toBe(false);
    expect(unknowns("fail", "plan")).toBe(true);
    expect(unknowns("defer", "plan")).toBe(false);
    expect(unknowns("defer", "state")).toBe(true);
  });

  it("fails on what the caller names", () => {
    const unknownOnly = run({}, { graph: sampleGraph(volumes.slice(2)) });
    expect(auditFails(unknownOnly, "fail")).toBe(false);
    expect(auditFails(unknownOnly, "unknown")).toBe(true);
    expect(auditFails(run(), "never")).toBe(false);
    const broken = { ...sampleGraph([]), complete: false };
    expect(auditFails(run({}, { graph: broken }), "unknown")).toBe(true);
  });
});

const whole = (report: (found: Audit) => Iterable<string>) => (found: Audit) => [...report(found)].join("");
const sarif = whole((found) => sarifReport(found));
const markdown = whole(markdownReport);
const reports = { json: whole(jsonReport), sarif, junit: whole(junitReport), markdown };

describe.each(Object.entries(reports))("the %s report", (_, report) => {
  it("is the same to the byte for the same input in another order", () => {
    const other = { ...sampleGraph(volumes), resources: [...sampleGraph(volumes).resources].reverse() };
    expect(report(run(waiver(), { graph: other }))).toBe(report(run(waiver())));
  });

  it("shows no secret, not even one that a rule prints or a program used as a name", () => {
    const secrets = Array.from({ length: 50 }, (_, i) => `hunter-${i}-${"x".repeat(i % 7)}"<&`);
    const planted = secrets.map((secret, i) => ({
      type: volume,
      name: i % 2 === 0 ? secret : `v${i}`,
      inputs: { encrypted: new SecretValue(secret), tags: { password: new SecretValue(secret) } },
    }));
    const found = audit([{ name: "state.json", graph: sampleGraph(planted), phase: "state" }], {
      packs: [{ name: "pack", version: "1.0.0", description: "", rules: [encrypted, chatty] }],
      guardrails: guardrails(),
      asOf: "2026-11-24",
    });
    const page = report(found);
    expect(page.length).toBeGreaterThan(1000);
    expect(secrets.filter((_, i) => page.includes(`hunter-${i}-`))).toEqual([]);
  });

  it("obeys nothing that a name says", () => {
    const name = "\u001b[31m</failure><img src=x onerror=alert(1)> [a](http://evil) |x| \u202e @all \u0000";
    const page = report(run({}, { graph: sampleGraph([{ type: volume, name, inputs: {} }]) }));
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    if (report !== reports.json && report !== reports.sarif) expect(page).not.toContain("<img");
    if (report === reports.markdown) expect(page).not.toMatch(/\]\(http|@all|\|x\|/);
  });
});

describe("the SARIF report", () => {
  const results = (it: Audit) =>
    (JSON.parse(sarif(it)) as { runs: { results: Record<string, unknown>[] }[] }).runs.flatMap((one) => one.results);

  it("names the line of the program, and the resource", () => {
    expect(results(run())[0]).toMatchObject({
      ruleId: "volume-encryption",
      kind: "fail",
      level: "error",
      baselineState: "new",
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: "index.ts" }, region: { startLine: 12, startColumn: 3 } },
          logicalLocations: [{ fullyQualifiedName: urnOf(volume, "bad") }],
        },
      ],
    });
  });

  it("shows passes and unknowns, which have no level", () => {
    expect(results(run()).map(({ kind, level }) => [kind, level])).toEqual([
      ["fail", "error"],
      ["pass", "none"],
      ["review", "none"],
    ]);
  });

  it("carries a waiver as a suppression that is accepted", () => {
    expect(results(run(waiver()))[0]).toMatchObject({ suppressions: [{ kind: "external", status: "accepted" }] });
  });
});
