import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { analyzeState, automationStack, hostProviders } from "../bench/engine/index.js";
import type { EngineLog, ProviderHost, Stack, StateFile } from "../bench/engine/index.js";
import { echoAws } from "../bench/providers/echo/clouds.js";
import { benchRun } from "../bench/run.js";

const packs = ["cost-guardrails", "cluster-baseline"].map((name) =>
  fileURLToPath(new URL(`../../policies/${name}`, import.meta.url)),
);

let host: ProviderHost;
let made: string[] = [];
let state: StateFile = { version: 3, deployment: {} };

const waiver = (id: string, name: string, change: object) => ({
  id,
  rule: "volume-type",
  targets: [{ urn: `urn:pulumi:dev::lab::aws:ebs/volume:Volume::${name}` }],
  reason: "the database moves in December",
  owner: "storage",
  ticket: "OPS-7",
  created: "2026-11-01",
  expires: "2027-01-15",
  ...change,
});
/** Holds the machines; each test adds what it is about. Elsewhere only what is mandatory is looked at. */
const guardrails = (name: string, more: object): string => {
  const file = join(benchRun().dir, `${name}.yaml`);
  const rules = {
    "volume-type": { remedy: true },
    "required-tags": { remedy: true, config: { keys: ["owner"], values: ["owner=ml-platform"] } },
    "volume-size": { level: "advisory", config: { maxGib: 20 } },
  };
  // 100 GiB of io1 cost 12.50 USD a month: the one cap has room for them.
  const entries = [
    waiver("W-1", "ledger", { maxMonthlyUsd: 20 }),
    waiver("W-2", "archive", { maxMonthlyUsd: 5 }),
    waiver("W-3", "gone", {}),
  ];
  writeFileSync(file, JSON.stringify({ version: 1, rules, waivers: { entries }, ...more }));
  return file;
};

interface Lab {
  /** Whether the volume is there whose waiver its cost exceeds. */
  readonly archive?: boolean;
  readonly sized?: boolean;
}

class Provider extends pulumi.ProviderResource {}
class Resource extends pulumi.CustomResource {}

/** One of each: a machine with a price, what a remedy mends, what is waived, what only the cloud knows. */
const lab =
  ({ archive = false, sized = false }: Lab) =>
  (): Promise<undefined> => {
    const aws = new Provider("aws", "office", { region: "us-east-1" });
    const make = (type: string, name: string, inputs: object) => new Resource(type, name, inputs, { provider: aws });
    const volume = (name: string, inputs: object) =>
      make("aws:ebs/volume:Volume", name, { size: 100, encrypted: true, tags: { owner: "ml" }, ...inputs });
    volume("scratch", { type: "gp2", tags: { team: "a" } });
    volume("ledger", { type: "io1", iops: 100 });
    if (archive) volume("archive", { type: "io1", iops: 100 });
    // Known after a deployment only: what a remedy must leave alone, and what makes an amount unknown.
    if (sized) volume("sized", { type: "gp3", size: volume("first", { type: "gp3" }).id.apply(() => 50) });
    make("aws:ec2/instance:Instance", "trainer", {
      instanceType: "m5.xlarge",
      associatePublicIpAddress: false,
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true, volumeType: "gp3", volumeSize: 20 },
      tags: { owner: "ml" },
    });
    return Promise.resolve(undefined);
  };

async function withLab<Result>(given: Lab, file: string, use: (stack: Stack) => Promise<Result>): Promise<Result> {
  made = [];
  const env = { ...host.env, ROADSTEAD_GUARDRAILS: file };
  const stack = await automationStack(lab(given), { project: "lab", stack: "dev", env, policyPacks: packs });
  return use(stack).finally(() => stack.remove());
}

/** The engine puts the policy's description before its message. */
const lastLine = ({ message }: { readonly message: string }): string => message.split("\n").at(-1) ?? "";
const mandatory = ({ policyViolations }: Pick<EngineLog, "policyViolations">) =>
  policyViolations.filter(({ enforcement }) => enforcement !== "advisory").map(({ policy }) => policy);
const advice = ({ policyViolations }: Pick<EngineLog, "policyViolations">, policy: string) =>
  policyViolations.filter((one) => one.policy === policy && one.enforcement === "advisory").map(lastLine);

benchSuite("the packs in the real engine", () => {
  beforeAll(async () => {
    const onChange = (verb: string, urn: string) => made.push(`${verb} ${urn.split("::").at(-1) ?? ""}`);
    host = await hostProviders({ aws: () => echoAws({ onChange }) });
  });
  afterAll(() => host.close());

  it("stop a preview that breaks a budget, by an amount or by one that nobody can tell, and name it", async () => {
    const budgets = [
      { name: "lab", on: "ceiling", monthlyUsd: 100 },
      { name: "roomy", on: "ceiling", monthlyUsd: 5000 },
      { name: "patient", on: "ceiling", monthlyUsd: 5000, onUnknown: "advise" },
    ];
    const file = guardrails("tight", { budgets });
    const preview = await withLab({ archive: true, sized: true }, file, (stack) => stack.preview());
    expect(preview.exitCode).not.toBe(0);
    // The waiver of the archive does not hold: it costs more than the waiver says.
    expect(mandatory(preview).sort()).toEqual(["monthly-budget", "monthly-budget", "volume-type"]);
    const told = preview.policyViolations.filter(({ policy }) => policy.startsWith("monthly-budget"));
    expect(told.map(lastLine).sort()).toEqual([
      expect.stringMatching(/^ceiling is \d+\.\d\d USD a month, more than 100\.00 USD of the budget lab\./),
      expect.stringMatching(/^\S.* of sized is not known yet, so it may be above the budget patient\./),
      expect.stringMatching(/^\S.* of sized is not known yet, so it may be above the budget roomy\./),
    ]);
    expect(advice(preview, "guardrails-advice").sort()).toEqual([
      expect.stringMatching(
        /^waiver-over-cost: the waiver W-2 does not hold for \S+::archive: 1\d\.\d\d USD a month, more than 5\.00/,
      ),
      "waiver-unused: nothing needs the waiver W-3 of storage",
    ]);
  });

  it("let an update through with advice, and mend what they may", async () => {
    const file = guardrails("roomy", { budgets: [{ name: "lab", on: "ceiling", monthlyUsd: 5000 }] });
    const up = await withLab({}, file, async (stack) => {
      const result = await stack.up();
      state = await stack.export();
      return result;
    });
    expect({ exitCode: up.exitCode, mandatory: mandatory(up) }).toEqual({ exitCode: 0, mandatory: [] });
    expect(advice(up, "volume-size-advice")).toHaveLength(2);
    expect(made.sort()).toEqual(["create ledger", "create scratch", "create trainer"]);
    const inputs = Object.fromEntries(
      (state.deployment.resources ?? []).map(({ urn, inputs: given }) => [urn.split("::").at(-1), given]),
    );
    expect(inputs["scratch"]).toMatchObject({ type: "gp3", tags: { team: "a", owner: "ml-platform" } });
    expect(inputs["ledger"]).toMatchObject({ type: "io1", tags: { owner: "ml" } });
    // The engine says what was mended.
    expect(up.stdout).toContain("volume-type-remedy");
  });

  it("say the same of the exported state, without a program, and more when a waiver has ended", async () => {
    const file = guardrails("later", { budgets: [{ name: "lab", on: "ceiling", monthlyUsd: 100 }] });
    const analyze = (asOf: string) =>
      analyzeState(state, { packs: packs.map((folder) => ({ folder, config: { guardrails: { file, asOf } } })) });
    const found = await analyze("2026-11-24");
    expect(found.exitCode).not.toBe(0);
    expect(mandatory(found)).toEqual(["monthly-budget"]);
    const later = await analyze("2027-01-15");
    expect(mandatory(later).sort()).toEqual([
      "guardrails",
      "guardrails",
      "guardrails",
      "monthly-budget",
      "volume-type",
    ]);
  });
});
