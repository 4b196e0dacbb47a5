import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ForeignFolderError, markerName, writeManifests } from "../../packages/cli/src/manifests/write-manifests.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roadstead-manifests-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (path: string, text = "a: 1\n") => ({ path, text });
const write = (paths: readonly string[], force = false): void =>
  writeManifests(
    join(folder, "out"),
    paths.map((path) => file(path)),
    { force },
  );
const written = (): string[] =>
  readdirSync(join(folder, "out"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml") || path.endsWith(".md") || path.endsWith(".tmp"))
    .sort();

describe("writing manifests", () => {
  it("makes the folder, and removes what an earlier run wrote and this one does not", () => {
    write(["cloud/a.yaml", "cloud/b.yaml", "edge/c.yaml"]);
    write(["cloud/a.yaml"]);
    expect(written()).toEqual(["cloud/a.yaml"]);
    expect(existsSync(join(folder, "out/edge"))).toBe(false);
  });

  it("refuses a folder with a file of somebody else and leaves it as it was", () => {
    write(["cloud/a.yaml"]);
    writeFileSync(join(folder, "out/cloud/mine.md"), "mine");
    expect(() => write(["cloud/b.yaml"])).toThrow(/has cloud\/mine\.md, not written by roadstead/);
    expect(written()).toEqual(["cloud/a.yaml", "cloud/mine.md"]);
  });

  it("refuses a folder that it never wrote to, and counts what is there", () => {
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "out/a.md"), "");
    writeFileSync(join(folder, "out/b.md"), "");
    expect(() => write(["cloud/a.yaml"])).toThrow(ForeignFolderError);
    expect(() => write(["cloud/a.yaml"])).toThrow(/a\.md and 1 more/);
  });

  it.runIf(existsSync("/proc/self"))("says so where no folder can be made, instead of trying for ever", () => {
    expect(() => writeManifests("/proc/out", [file("cloud/a.yaml")], { force: false })).toThrow(/ENOENT/);
  });

  it("refuses a link to another place inside the folder", () => {
    mkdirSync(join(folder, "elsewhere"));
    mkdirSync(join(folder, "out"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "out/cloud"));
    expect(() => write(["cloud/a.yaml"])).toThrow(ForeignFolderError);
  });

  it("keeps the files of others with force", () => {
    mkdirSync(join(folder, "out/cloud"), { recursive: true });
    writeFileSync(join(folder, "out/cloud/mine.md"), "mine");
    write(["cloud/a.yaml"], true);
    expect(written()).toEqual(["cloud/a.yaml", "cloud/mine.md"]);
  });

  it("can be run again after it was interrupted", () => {
    write(["cloud/a.yaml"]);
    writeFileSync(join(folder, `out/${markerName}.tmp`), "{");
    writeFileSync(join(folder, "out/cloud/a.yaml.tmp"), "half");
    write(["cloud/a.yaml"]);
    expect(written()).toEqual(["cloud/a.yaml"]);
  });

  it("deletes nothing outside of the folder, whatever its list says", () => {
    writeFileSync(join(folder, "precious.yaml"), "");
    mkdirSync(join(folder, "out"));
    const files = ["../precious.yaml", "/etc/passwd", "a/../../precious.yaml", 7];
    writeFileSync(join(folder, "out", markerName), JSON.stringify({ schemaVersion: 1, files }));
    write(["cloud/a.yaml"]);
    expect(existsSync(join(folder, "precious.yaml"))).toBe(true);
  });

  it("lists what it wrote, sorted", () => {
    write(["edge/c.yaml", "cloud/a.yaml"]);
    expect(JSON.parse(readFileSync(join(folder, "out", markerName), "utf8"))).toEqual({
      schemaVersion: 1,
      files: ["cloud/a.yaml", "edge/c.yaml"],
    });
  });
});
