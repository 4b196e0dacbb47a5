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
    ["two reports for one place", [good, "--format", "json", "--format", "sarif"], "only one report can be printed"],
  ])("refuses %s", async (_, args, message) => {
    const { code, err } = await audit(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
