import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanDocument } from "@roadstead/cli";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "../../packages/cli/src/run.js";
import { fakeTerminal } from "./fake-terminal.js";
import { schemaFaults } from "./plan-schema.js";
import { fixture } from "./roadstead.js";

const folder = mkdtempSync(join(tmpdir(), "plan-policies-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** A file of guardrails that says nothing of what this fixture is not about. */
const guardrails = (more: object = {}): string => {
  const path = join(folder, `guardrails-${files++}.yaml`);
  writeFileSync(path, JSON.stringify({ version: 1, ...more }));
  return path;
};

async function plan(...args: readonly string[]) {
  const terminal = fakeTerminal();
  const code = await run(["plan", fixture("judged"), "--as-of", "2026-11-24", ...args], terminal);
  return { code, out: terminal.output(), err: terminal.errors() };
}

async function results(...args: readonly string[]) {
  const { code, out } = await plan("--json", "--policies", ...args);
  const document = JSON.parse(out) as PlanDocument;
  expect(schemaFaults(document)).toEqual([]);
  return { code, policies: document.policies };
}

type Policies = Awaited<ReturnType<typeof results>>["policies"];
const ofRule = (policies: Policies, rule: string) =>
  policies?.results
    .filter((one) => one.rule === rule)
    .map(({ urn, result, status, blocking }) => [urn.split("::").at(-1), result, status ?? "", blocking]);

const waiver = {
  id: "W-1",
  rule: "volume-type",
  targets: [{ glob: "urn:pulumi:dev::judged::*::scratch" }],
  reason: "moves in December",
  owner: "storage",
  ticket: "OPS-7",
  created: "2026-11-01",
  expires: "2027-01-15",
};

describe("roadstead plan --policies", () => {
  const asked = results();

  it("writes what the rules say into files, as the audit does", async () => {
    const [sarif, junit] = [join(folder, "plan.sarif"), join(folder, "plan.xml")];
    await plan("--policies", "--report", `sarif=${sarif}`, "--report", `junit=${junit}`);
    const { version } = JSON.parse(readFileSync(sarif, "utf8")) as { version: string };
    expect([version, readFileSync(junit, "utf8")]).toEqual(["2.1.0", expect.stringContaining("volume-type")]);
  });

  it.each([
    ["a report without rules", ["--report", "sarif=x"], "--report needs --policies"],
    ["a report without a file", ["--policies", "--report", "sarif"], "It must name a file"],
    ["a file that cannot be written", ["--policies", "--report", `sarif=${folder}`], "audit/write"],
  ])("refuses %s", async (_, args, message) => {
    const { code, err } = await plan(...args);
    expect([code, err.includes(message)]).toEqual([2, true]);
  });

  it("says of every rule what it holds of every resource, and fails on a mandatory finding", async () => {
    const { code, policies } = await asked;
    expect(code).toBe(1);
    expect(ofRule(policies, "volume-type")).toEqual([
      ["models", "pass", "", false],
      ["scratch", "fail", "open", true],
    ]);
    // Tags come from the provider; nobody knows yet which networks the cluster lets in.
    expect(ofRule(policies, "required-tags")?.every(([, result]) => result === "pass")).toBe(true);
    expect(ofRule(policies, "eks-open-endpoint")).toEqual([["main", "unknown", "open", false]]);
    expect(policies).toMatchObject({ asOf: "2026-11-24", environment: "dev" });
    expect(Object.keys(policies?.hashes ?? {})).toEqual([
      "pack cluster-baseline",
      "pack cost-guardrails",
      "price book",
    ]);
  });

  it("calls unknown what the provider decides, and says so", async () => {
    const { policies } = await asked;
    const version = policies?.results.find(({ rule }) => rule === "eks-extended-support");
    expect(version).toMatchObject({ result: "unknown", blocking: false });
    expect(version?.message).toContain("is left to the provider, which decides at the update");
  });

  it("shows on its page what blocks, what is let through, what is unknown and what is waived", async () => {
    const baseline = [{ rule: "orphaned-storage", urn: "urn:pulumi:dev::judged::aws:ebs/volume:Volume::models" }];
    const file = guardrails({ waivers: { entries: [waiver] }, baseline });
    const { code, out } = await plan("--policies", "--guardrails", file, "--fail-on", "never");
    expect(code).toBe(0);
    await expect(out.slice(out.indexOf("\nRules\n"))).toMatchFileSnapshot("../golden/cli/judged-rules.txt");
  });

  it("takes levels, waivers and their ends from the file that the environment names too", async () => {
    const rules = { "eks-secrets-encryption": { level: "disabled" } };
    const env = { ROADSTEAD_GUARDRAILS: guardrails({ rules, waivers: { entries: [waiver] } }) };
    const judge = async (asOf: string) => {
      const terminal = fakeTerminal({ env });
      await run(["plan", fixture("judged"), "--policies", "--json", "--as-of", asOf], terminal);
      const { policies } = JSON.parse(terminal.output()) as PlanDocument;
      expect(ofRule(policies, "eks-secrets-encryption")).toEqual([]);
      return { type: ofRule(policies, "volume-type")?.[1], ended: ofRule(policies, "waiver-expired") };
    };
    expect(await judge("2026-11-24")).toEqual({ type: ["scratch", "fail", "waived", false], ended: [] });
    expect(await judge("2027-01-15")).toEqual({
      type: ["scratch", "fail", "open", true],
      ended: [["guardrails:W-1", "fail", "open", true]],
    });
  });

  it("holds the plan to a budget, and a change to what it adds to a base", async () => {
    const budgets = [
      { name: "lab", on: "ceiling", monthlyUsd: 100 },
      { name: "change", on: "ceiling", increaseUsd: 10, onUnknown: "advise" },
    ];
    const file = guardrails({ budgets });
    const alone = await results("--guardrails", file);
    expect(ofRule(alone.policies, "monthly-budget")).toEqual([["judged-dev", "fail", "open", true]]);
    expect(ofRule(alone.policies, "budget-change")).toEqual([["judged-dev", "unknown", "open", false]]);
    const base = join(folder, "state.json");
    writeFileSync(base, JSON.stringify({ version: 3, deployment: { resources: [] } }));
    const grown = await results("--guardrails", file, "--compare", base);
    expect(ofRule(grown.policies, "budget-change")).toEqual([["judged-dev", "fail", "open", true]]);
  });

  it("refuses a baseline that has grown since the file before, by option or by environment", async () => {
    const entry = (name: string) => ({
      rule: "volume-type",
      urn: `urn:pulumi:dev::judged::aws:ebs/volume:Volume::${name}`,
    });
    const [small, large] = [
      guardrails({ baseline: [entry("scratch")] }),
      guardrails({ baseline: ["scratch", "models"].map(entry) }),
    ];
    const grown = await plan("--policies", "--guardrails", large, "--guardrails-before", small);
    expect([grown.code, grown.out]).toEqual([2, ""]);
    expect(grown.err).toContain("baseline[1]: is new, and a baseline may only shrink");
    const terminal = fakeTerminal({ env: { ROADSTEAD_GUARDRAILS: large, ROADSTEAD_GUARDRAILS_BEFORE: small } });
    expect(await run(["audit", "nowhere.json"], terminal)).toBe(2);
    expect(terminal.errors()).toContain("a baseline may only shrink");
    const shrunk = fakeTerminal({ env: { ROADSTEAD_GUARDRAILS: small, ROADSTEAD_GUARDRAILS_BEFORE: large } });
    await run(["audit", "nowhere.json"], shrunk);
    expect(shrunk.errors()).toContain("nowhere.json");
  });

  it("judges no half of a program", async () => {
    const { code, out, err } = await plan("--policies", "--config", "broken=true");
    expect(code).toBe(1);
    expect(err).toContain("No rule was asked: the plan failed.");
    expect(out).not.toContain("Blocking");
  });

  it.each([
    ["guardrails with a fault", ["--policies", "--guardrails", "FAULTY"], "volume-typo"],
    ["guardrails that are not there", ["--policies", "--guardrails", "nowhere.yaml"], "nowhere.yaml"],
    ["guardrails without rules to guard", ["--guardrails", "g.yaml"], "--guardrails needs --policies"],
    ["a level of failure without rules", ["--fail-on", "fail"], "--fail-on needs --policies"],
    ["a base without rules", ["--compare", "state.json"], "--compare needs --policies"],
  ])("refuses %s with exit code 2, and plans nothing", async (_, args, text) => {
    const faulty = guardrails({ rules: { "volume-typo": {} } });
    const { code, out, err } = await plan(...args.map((arg) => (arg === "FAULTY" ? faulty : arg)));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(text);
  });
});
