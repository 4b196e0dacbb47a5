import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "../../packages/cli/src/run.js";
import { badFiles } from "./bad-input/cases.js";
import { goodState } from "./bad-input/states.js";
import { fakeTerminal } from "./fake-terminal.js";

const folder = mkdtempSync(join(tmpdir(), "bad-input-"));
afterAll(() => rmSync(folder, { recursive: true }));

const formats = ["json", "sarif", "junit"] as const;

/** Audits into all four formats at once. */
async function audit(...args: readonly string[]) {
  const terminal = fakeTerminal();
  const files = formats.map((format) => join(folder, `report.${format}`));
  const reports = formats.flatMap((format, i) => ["--format", `${format}=${files[i] ?? ""}`]);
  const code = await run(["audit", "--as-of", "2026-11-24", "--format", "markdown", ...reports, ...args], terminal);
  const read = code === 2 ? [] : files.map((file) => readFileSync(file, "utf8"));
  return { code, err: terminal.errors(), out: terminal.output(), files: read };
}

/** What no output may have, whatever stood in the file. */
function expectPlain(text: string): void {
  expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\u2028\u2029]/u);
  expect(text).not.toMatch(/^\s+at .*:\d+/m);
  expect(text).not.toMatch(/^(::|##)(error|vso|teamcity)/m);
}

/** Refused: exit code 2, and a line that names the file. */
function expectRefused({ code, err, out }: Awaited<ReturnType<typeof audit>>, file: string, message: string): void {
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err.split("\n")[0]).toContain(file);
  expect(out).toBe("");
  expectPlain(err);
}

describe("an audit of a bad file", () => {
  it("is tried with a hundred of them and more", () => {
    expect(badFiles.length).toBeGreaterThan(150);
    expect(new Set(badFiles.map(([what]) => what)).size).toBe(badFiles.length);
  });

  it.each(badFiles)("of %s is an error or a safe result", async (_, content, outcome) => {
    const file = join(folder, "bad.json");
    writeFileSync(file, content);
    const result = await audit(file);
    if (outcome !== "safe") return expectRefused(result, file, outcome);
    expect(result.err).toBe("");
    expect([0, 1]).toContain(result.code);
    for (const text of [result.out, ...result.files]) expectPlain(text);
    const [json = "", sarif = "", junit = ""] = result.files;
    expect(JSON.parse(json)).toMatchObject({ schema: "roadstead-audit" });
    expect(JSON.parse(sarif)).toMatchObject({ version: "2.1.0" });
    expect(junit).not.toMatch(/<(?!\/?(testsuites?|testcase|failure|skipped|system-out|propert(y|ies))\b|\?xml)/);
    expect(result.out).not.toMatch(/<(?!\/?(details|summary)>)|\]\(|(^|[^\\])@/);
  });

  it.each([
    ["resources that are no objects", 1],
    ["resources that are a text", 1],
    ["a preview that ended in an error", 1],
    ["a step that is null", 1],
    ["a state of version 4", 0],
    ["a byte order mark", 0],
  ])("of %s ends with the code %s: what could not be read is never clean", async (what, code) => {
    const [, content = ""] = badFiles.find(([name]) => name === what) ?? [];
    const file = join(folder, "bad.json");
    writeFileSync(file, content);
    expect((await audit(file)).code).toBe(code);
  });
});

describe("an audit of 200 MB", () => {
  const size = 200 * 1024 ** 2;
  const large = (name: string, fill: (descriptor: number) => void): string => {
    const file = join(folder, name);
    const descriptor = openSync(file, "w");
    fill(descriptor);
    closeSync(descriptor);
    return file;
  };

  it("of a state with very much white space is a result", async () => {
    const blank = Buffer.alloc(1024 ** 2, " ");
    const file = large("blank.json", (descriptor) => {
      for (let written = 0; written < size; written += blank.length) writeSync(descriptor, blank);
      writeSync(descriptor, goodState);
    });
    expect((await audit(file)).code).toBe(0);
  });

  it("and of more than 512 MB is an error before it is read", async () => {
    const file = large("huge.json", (descriptor) => ftruncateSync(descriptor, 600 * 1024 ** 2));
    expectRefused(await audit(file), file, "is larger than 512 MiB");
  });
});

describe("a name of a file", () => {
  const good = join(folder, "good.json");
  writeFileSync(good, goodState);
  mkdirSync(join(folder, "empty"));
  symlinkSync(join(folder, "nowhere"), join(folder, "link.json"));

  it.each([
    ["that nothing has", join(folder, "missing.json"), "ENOENT"],
    ["of a folder", join(folder, "empty"), "is a folder"],
    ["of a link to nothing", join(folder, "link.json"), "ENOENT"],
    ["below a file", join(good, "more.json"), "ENOTDIR"],
    ["that is too long", join(folder, "x".repeat(300)), "ENAMETOOLONG"],
    ["with NUL", join(folder, "a\u0000b"), "null bytes"],
    ["with terminal codes", join(folder, "\u001b[31mred"), "ENOENT"],
    ["as a pattern that matches nothing", join(folder, "*.xml"), "matches no file"],
    ["as a pattern in a folder that is not there", join(folder, "no/*.json"), "matches no file"],
    ["as a pattern in an empty folder", join(folder, "empty/*"), "matches no file"],
    ["that is empty", "", "must name a file"],
  ])("%s is an error, also beside a good one", async (_, name, message) => {
    const { code, err, out } = await audit(good, name);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expectPlain(err);
  });

  it("that cannot be read does not hide the others that cannot", async () => {
    const { err } = await audit(join(folder, "one.json"), good, join(folder, "two.json"));
    expect(err).toContain("one.json");
    expect(err).toContain("two.json");
  });
});
