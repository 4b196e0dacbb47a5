import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "../../packages/cli/src/run.js";
import { fakeTerminal } from "./fake-terminal.js";

const folder = mkdtempSync(join(tmpdir(), "audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

const resource = (type: string, name: string, inputs: object) => ({
  urn: `urn:pulumi:prod::shop::${type}::${name}`,
  type,
  custom: true,
  inputs,
  outputs: inputs,
});
const stateOf = (...resources: object[]) => JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const volume = (inputs: object) => resource("aws:ebs/volume:Volume", "data", inputs);
const tags = { owner: "ml", costCenter: "1", environment: "prod" };
const good = file("states/good.json", stateOf(volume({ encrypted: true, type: "gp3", size: 10, tags })));
const bad = file("states/bad.json", stateOf(volume({ encrypted: false, type: "gp3", size: 10, tags })));

async function audit(...args: readonly string[]) {
  const terminal = fakeTerminal();
  const code = await run(["audit", "--as-of", "2026-11-24", ...args], terminal);
  return { code, out: terminal.output(), err: terminal.errors() };
}
interface Report {
  readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
  readonly results: readonly { readonly rule: string; readonly result: string; readonly status?: string }[];
  readonly summary: { readonly blocking: number };
}
const reportOf = (text: string): Report => JSON.parse(text) as Report;
const encryption = ({ results }: Report) => results.find(({ rule }) => rule === "volume-encryption");

describe("roadstead audit", () => {
  it("lets a good state pass, and shows the pass", async () => {
    const { code, out } = await audit(good, "--format", "json");
    expect(code).toBe(0);
    expect(encryption(reportOf(out))).toMatchObject({ result: "pass" });
  });

  it("fails on a mandatory finding, and not when it is told to fail on nothing", async () => {
    expect((await audit(bad)).code).toBe(1);
    expect((await audit(bad, "--fail-on", "never")).code).toBe(0);
  });

  it("prints a comment for a pull request by default", async () => {
    const { out } = await audit(bad);
    expect(out).toContain("## Audit: 1 blocking");
    expect(out).toContain("volume-encryption");
  });

  it("audits several files, zipped ones and patterns, each once", async () => {
    const zipped = file("states/zipped.json.gz", gzipSync(readFileSync(good)));
    const { out } = await audit(join(folder, "states/*"), zipped, "--format", "json");
    expect(reportOf(out).inputs.map(({ name }) => name)).toEqual([bad, good, zipped]);
  });

  it("writes several reports in one run, the same for the same input", async () => {
    const names = ["sarif", "junit", "json", "markdown"].map((format) => [format, join(folder, `report.${format}`)]);
    const once = async (): Promise<readonly string[]> => {
      await audit(bad, ...names.flatMap(([format = "", path = ""]) => ["--format", `${format}=${path}`]));
      return names.map(([, path = ""]) => readFileSync(path, "utf8"));
    };
    const first = await once();
    expect(await once()).toEqual(first);
    expect(first[0]).toContain('"version": "2.1.0"');
    expect(first[1]).toContain("<failure");
  });

  it("gives each report without a file of its own the next --output, in order", async () => {
    const [sarif, junit, json] = ["sarif", "junit", "json"].map((name) => join(folder, `ordered.${name}`));
    const formats = ["--format", "sarif", "--format", `junit=${junit ?? ""}`, "--format", "json"];
    const { out } = await audit(bad, good, ...formats, "-o", sarif ?? "", "--output", json ?? "");
    expect(out).toBe("");
    expect(readFileSync(sarif ?? "", "utf8")).toContain('"version": "2.1.0"');
    expect(readFileSync(junit ?? "", "utf8")).toContain("<testsuites>");
    expect(reportOf(readFileSync(json ?? "", "utf8")).inputs).toHaveLength(2);
  });

  it("prints one report beside those that have files", async () => {
    const { out } = await audit(bad, "--format", "junit", "--format", `json=${join(folder, "beside.json")}`);
    expect(out).toContain("<testsuites>");
  });

  it("ends with 0 or 1 by what --fail-on names", async () => {
    const group = (retentionInDays: unknown) =>
      stateOf(resource("aws:cloudwatch/logGroup:LogGroup", "jobs", { retentionInDays, tags }));
    const clean = file("clean.json", group(30));
    const unsure = file("unsure.json", group({ days: 30 }));
    const failing = file("advisory.yaml", "version: 1\nrules: { volume-encryption: { level: advisory } }\n");
    const codes = async (...args: readonly string[]) => {
      const ends: number[] = [];
      for (const what of ["never", "mandatory", "fail", "unknown"]) {
        ends.push((await audit(...args, "--fail-on", what)).code);
      }
      return ends;
    };
    expect(await codes(clean)).toEqual([0, 0, 0, 0]);
    expect(await codes(bad)).toEqual([0, 1, 1, 1]);
    expect(await codes(clean, bad)).toEqual([0, 1, 1, 1]);
    expect(await codes(bad, "--guardrails", failing)).toEqual([0, 0, 1, 1]);
    expect(await codes(unsure)).toEqual([0, 0, 0, 1]);
    const cut = file("cut.json", stateOf(volume({})).slice(0, -5));
    expect(await codes(good, cut)).toEqual([2, 2, 2, 2]);
  });

  it("is not clean of a preview that ended in an error, and says why", async () => {
    const failed = file(
      "failed.json",
      JSON.stringify({ steps: [], diagnostics: [{ severity: "error", message: "no credentials for hunter2" }] }),
    );
    const { code, out } = await audit(failed);
    expect(code).toBe(1);
    expect(out).toContain("the preview ended in 1 errors");
    expect(out).not.toContain("hunter2");
  });

  it("tells the prices, the packs and the files that it rests on by their hashes", async () => {
    const sheet = file("sheet.yaml", "schemaVersion: 1\nproviders: { aws: { multiplier: 0.9 } }\n");
    const hashesOf = async (...args: readonly string[]) => {
      const { out } = await audit(good, "--format", "json", ...args);
      return JSON.parse(out) as {
        readonly hashes: Readonly<Record<string, string>>;
        readonly inputs: readonly object[];
      };
    };
    const { hashes, inputs } = await hashesOf();
    const digest = /^[0-9a-f]{64}$/;
    expect(Object.keys(hashes)).toEqual(["pack cluster-baseline", "pack cost-guardrails", "price book"]);
    for (const hash of Object.values(hashes)) expect(hash).toMatch(digest);
    expect(inputs).toMatchObject([{ sha256: createHash("sha256").update(readFileSync(good)).digest("hex") }]);
    const own = await hashesOf("--prices", sheet);
    expect(own.hashes).toMatchObject({
      "price book": hashes["price book"],
      "price sheet": expect.stringMatching(digest),
    });
    for (const format of ["markdown", "sarif", "junit"]) {
      expect((await audit(good, "--format", format)).out).toContain(hashes["price book"]);
    }
  });

  it("takes levels and waivers from guardrails.yaml, also by the environment", async () => {
    const guardrails = file(
      "guardrails.yaml",
      `version: 1
waivers:
  entries:
    - { id: W-1, rule: volume-encryption, targets: [{ type: "aws:ebs/volume:Volume" }], reason: moves, owner: ml,
        ticket: OPS-1, created: 2026-11-01, expires: 2027-01-01 }
`,
    );
    const waived = await audit(bad, "--guardrails", guardrails, "--format", "json");
    expect(waived.code).toBe(0);
    expect(encryption(reportOf(waived.out))).toMatchObject({ result: "fail", status: "waived" });
    const terminal = fakeTerminal({ env: { ROADSTEAD_GUARDRAILS: guardrails } });
    expect(await run(["audit", bad, "--as-of", "2026-11-24"], terminal)).toBe(0);
    expect(await run(["audit", bad, "--as-of", "2027-01-01"], terminal)).toBe(1);
  });

  it.each([
    ["a file that is not there", [join(folder, "nowhere.json")], "ENOENT"],
    ["a pattern that matches nothing", [join(folder, "states/*.xml")], "matches no file"],
    ["a folder", [folder], "is a folder"],
    ["half a file", [file("half.json", '{"version": 3, "deploy')], "is no JSON"],
    ["another file", [file("other.json", "[]")], "neither a state nor a preview"],
    ["guardrails with faults", [good, "--guardrails", file("faulty.yaml", "version: 1\nruls: {}\n")], "ruls"],
    ["guardrails that are no YAML", [good, "--guardrails", file("no.yaml", "a: [")], "no.yaml"],
    ["a format that there is not", [good, "--format", "html"], "It must be one of"],
    ["two reports for one file", [good, "--format", "json=x.json", "--format", "sarif=x.json"], "into one file"],
    ["more files than reports", [good, "--format", "json", "-o", "x.json", "-o", "y.json"], "more --output files"],
    ["a report in a folder that is not there", [good, "-o", join(folder, "no/such/report.md")], "ENOENT"],
    ["a --fail-on that there is not", [good, "--fail-on", "advisory"], "Allowed choices are"],
    ["a day that there is not", [good, "--as-of", "2026-13-01"], "It must be a date"],
    ["no file", [], "missing required argument"],
    ["two reports for one place", [good, "--format", "json", "--format", "sarif"], "only one report can be printed"],
  ])("refuses %s", async (_, args, message) => {
    const { code, err } = await audit(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
