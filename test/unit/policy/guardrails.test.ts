import {
  baselineGrowth,
  count,
  environmentOf,
  fail,
  guardrailsFile,
  matchesGlob,
  readGuardrails,
  resourceRule,
  settingOf,
  shrunkBaseline,
} from "@roadstead/policy";
import { describe, expect, it } from "vitest";

const rule = resourceRule({
  name: "volume-size",
  title: "t",
  severity: "low",
  level: "mandatory",
  config: { maxGib: count(500, "GiB", "Largest volume") },
  reads: [],
  why: "w",
  fix: "f",
  types: ["aws:ebs/volume:Volume"],
  check: () => fail("too large"),
});

const waiver = {
  id: "W-1",
  rule: "volume-size",
  targets: [{ type: "aws:ebs/volume:Volume" }],
  reason: "r",
  owner: "o",
  ticket: "t",
  created: "2026-11-01",
  expires: "2026-12-01",
};
const paths = (file: unknown) => readGuardrails(file, [rule]).problems.map(({ path, rule: name }) => `${path} ${name}`);
const ofWaiver = (change: object) => paths({ version: 1, waivers: { entries: [{ ...waiver, ...change }] } });

describe("guardrails.yaml", () => {
  it("is read whole", () => {
    const { guardrails, problems } = readGuardrails(
      {
        version: 1,
        environments: { prod: { stacks: ["prod", "*-prod"] }, dev: { stacks: ["dev*"] } },
        rules: {
          "volume-size": {
            level: "advisory",
            config: { maxGib: 100 },
            environments: { dev: { level: "mandatory", onUnknown: "fail", config: { maxGib: 20 } } },
          },
        },
        budgets: [{ name: "all", monthlyUsd: 1000, increasePercent: 20 }],
        waivers: { maxDays: 60, entries: [waiver] },
        baseline: [{ rule: "volume-size", urn: "urn:pulumi:dev::shop::t::v" }],
      },
      [rule],
    );
    expect(problems).toEqual([]);
    if (guardrails === undefined) throw new Error("not read");
    expect(settingOf(rule, guardrails, "dev")).toEqual({
      level: "mandatory",
      onUnknown: "fail",
      remedy: false,
      config: { maxGib: 20 },
    });
    expect(settingOf(rule, guardrails, "prod")).toEqual({
      level: "advisory",
      onUnknown: "advise",
      remedy: false,
      config: { maxGib: 100 },
    });
    expect(environmentOf(guardrails, "eu-prod")).toEqual({ name: "prod", production: true });
    expect(environmentOf(guardrails, "nowhere")).toEqual({ name: undefined, production: undefined });
    expect(guardrails.budgets[0]).toMatchObject({ on: "expected", onUnknown: "fail", stacks: ["*"] });
    expect(guardrails.waivers.entries[0]?.targets).toEqual([{ kind: "type", pattern: "aws:ebs/volume:Volume" }]);
  });

  it("tells all its problems at once, each with its path", () => {
    const file = {
      version: 2,
      ruls: {},
      environments: { prod: { stack: "prod" } },
      rules: {
        "volume-sise": {},
        "volume-size": {
          level: "strict",
          remedy: true,
          config: { maxGib: -1, maxGb: 1 },
          environments: { nowhere: {} },
        },
      },
      budgets: [{ name: "all" }, { name: "all", monthlyUsd: "12" }],
      baseline: [{ rule: "x" }],
    };
    expect(paths(file)).toEqual([
      "baseline[0].urn guardrails/missing-key",
      "budgets[0] guardrails/no-limit",
      "budgets[1] guardrails/no-limit",
      "budgets[1].monthlyUsd guardrails/type",
      "budgets[1].name guardrails/duplicate",
      "environments.prod.stack guardrails/unknown-key",
      "environments.prod.stacks guardrails/missing-key",
      "rules.volume-sise guardrails/unknown-rule",
      "rules.volume-size.config.maxGb guardrails/unknown-key",
      "rules.volume-size.config.maxGib guardrails/range",
      "rules.volume-size.environments.nowhere guardrails/unknown-environment",
      "rules.volume-size.level guardrails/value",
      "rules.volume-size.remedy guardrails/no-remedy",
      "ruls guardrails/unknown-key",
      "version guardrails/version",
    ]);
    expect(readGuardrails(file, [rule]).guardrails).toBeUndefined();
  });

  it.each([undefined, null, "text", 3, [], true])("refuses %j, which is no file of guardrails", (value) => {
    expect(readGuardrails(value, [rule]).guardrails).toBeUndefined();
  });
});

describe("a waiver", () => {
  it.each(["id", "rule", "targets", "reason", "owner", "ticket", "created", "expires"])(
    "cannot leave out %s",
    (key) => {
      expect(ofWaiver({ [key]: undefined })).toContain(`waivers.entries[0].${key} guardrails/missing-key`);
    },
  );

  it.each([
    ["ends before it begins", { expires: "2026-10-01" }, "expires guardrails/waiver-order"],
    ["is longer than it may be", { expires: "2027-11-01" }, "expires guardrails/waiver-length"],
    ["ends on a day that no calendar has", { expires: "2026-02-30" }, "expires guardrails/date"],
    ["says never", { expires: "never" }, "expires guardrails/date"],
    ["names a rule by a star", { rule: "*" }, "rule guardrails/unknown-rule"],
    ["names no target", { targets: [] }, "targets guardrails/empty"],
    ["names everything", { targets: [{ glob: "*" }] }, "targets[0].glob guardrails/glob"],
    [
      "names everything by a longer way",
      { targets: [{ glob: "urn:pulumi:*::*::*" }] },
      "targets[0].glob guardrails/glob",
    ],
    [
      "has a URN that is a pattern",
      { targets: [{ urn: "urn:pulumi:dev::shop::t::*" }] },
      "targets[0].urn guardrails/urn",
    ],
    ["has two targets in one", { targets: [{ urn: "u", type: "t" }] }, "targets[0] guardrails/target"],
    ["names types by a pattern", { targets: [{ type: "aws:*" }] }, "targets[0].type guardrails/target-type"],
    ["caps a cost below zero", { maxMonthlyUsd: -1 }, "maxMonthlyUsd guardrails/range"],
  ])("is refused when it %s", (_, change, problem) => {
    expect(ofWaiver(change)).toContain(`waivers.entries[0].${problem}`);
  });
});

describe("a pattern", () => {
  it.each([
    ["*", "", true],
    ["a*c", "abbbc", true],
    ["a*c", "abbb", false],
    ["a?c", "abc", true],
    ["a.c", "abc", false],
    ["*prod*", "eu-prod-1", true],
    ["", "a", false],
  ])("%j matches %j: %j", (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });

  it("of many stars is soon done with a long text", () => {
    expect(matchesGlob(`${"*a".repeat(200)}b`, "a".repeat(20_000))).toBe(false);
  });
});

describe("a baseline", () => {
  const [one, two] = [
    { rule: "r", urn: "1" },
    { rule: "r", urn: "2" },
  ];

  it("may only shrink", () => {
    expect(baselineGrowth([one, two], [two])).toEqual([]);
    expect(baselineGrowth([one], [one, two])).toMatchObject([{ path: "baseline[1]", got: "r 2" }]);
  });

  it("shrinks to what is still found", () => {
    expect(shrunkBaseline([one, two], [two, { rule: "r", urn: "3" }])).toEqual([two]);
  });
});

describe("the file of a pack in the engine", () => {
  const entry = (urn: string) => ({ rule: "volume-size", urn });
  const files: Readonly<Record<string, string>> = {
    "/one.yaml": JSON.stringify({ version: 1, baseline: [entry("a")] }),
    "/two.yaml": JSON.stringify({ version: 1, baseline: [entry("a"), entry("b")] }),
    "/faulty.yaml": JSON.stringify({ version: 1, ruls: {} }),
  };
  const open = (env: Readonly<Record<string, string>>, named?: string) =>
    guardrailsFile(
      {
        env,
        readText: (path) => files[path] ?? failToRead(path),
        yaml: (text) => JSON.parse(text) as unknown,
      },
      [rule],
    )(named);
  const failToRead = (path: string): never => {
    throw new Error(`ENOENT: ${path}`);
  };

  it("is the one that the pack's configuration names, else the one of the environment", () => {
    expect(open({ ROADSTEAD_GUARDRAILS: "/one.yaml" })).toMatchObject({ baseline: [entry("a")] });
    expect(open({ ROADSTEAD_GUARDRAILS: "/one.yaml" }, "/two.yaml")).toMatchObject({ baseline: [{}, {}] });
  });

  it.each([
    ["no file", {}, "There are no guardrails, so nothing may be made. Set ROADSTEAD_GUARDRAILS"],
    ["an empty name", { ROADSTEAD_GUARDRAILS: "" }, "There are no guardrails"],
    ["a path that is not absolute", { ROADSTEAD_GUARDRAILS: "one.yaml" }, "is not absolute"],
    ["a file that is not there", { ROADSTEAD_GUARDRAILS: "/none.yaml" }, "cannot be read"],
    ["a file with a fault", { ROADSTEAD_GUARDRAILS: "/faulty.yaml" }, "have faults"],
    [
      "a baseline that has grown",
      { ROADSTEAD_GUARDRAILS: "/two.yaml", ROADSTEAD_GUARDRAILS_BEFORE: "/one.yaml" },
      "The baseline has grown",
    ],
    [
      "a file before that is not there",
      { ROADSTEAD_GUARDRAILS: "/two.yaml", ROADSTEAD_GUARDRAILS_BEFORE: "/none.yaml" },
      "cannot be read",
    ],
  ])("lets nothing be made of %s, and says why", (_, env, message) => {
    const found = open(env as Readonly<Record<string, string>>);
    expect("missing" in found ? found.missing : "").toContain(message);
  });

  it("lets a baseline shrink", () => {
    const env = { ROADSTEAD_GUARDRAILS: "/one.yaml", ROADSTEAD_GUARDRAILS_BEFORE: "/two.yaml" };
    expect(open(env)).toMatchObject({ baseline: [entry("a")] });
  });
});
