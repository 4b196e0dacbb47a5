import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { PlanDocument } from "@roadstead/cli";
import { schemaFaults } from "./plan-schema.js";
import { fixture, roadstead } from "./roadstead.js";

const document = (stdout: string): PlanDocument => {
  const parsed = JSON.parse(stdout) as PlanDocument;
  expect(schemaFaults(parsed)).toEqual([]);
  return parsed;
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roadstead-plan-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("roadstead plan", () => {
  it("prints the plan, and what the program prints on standard error only", async () => {
    const { code, stdout, stderr } = await roadstead("plan", fixture("buckets"));
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("../golden/cli/buckets.txt");
    expect(stderr).toBe("program: \\u001b[31mhello\\u001b[0m\nprogram: careful\n");
  });

  it("takes the stack that has a file, its configuration, and --config above it", async () => {
    const own = document((await roadstead("plan", fixture("buckets"), "--json")).stdout);
    const [, bucket] = own.resources;
    expect(own.program).toEqual({ name: "buckets", stack: "prod" });
    expect(JSON.stringify(own)).not.toContain("hunter2");
    expect(bucket?.inputs).toEqual({ owner: "ml-platform", size: "3", password: "<secret>" });
    const args = ["--stack", "dev", "--config", "size=9", "-c", "buckets:owner=me"];
    const other = document((await roadstead("plan", fixture("buckets"), "--json", ...args)).stdout);
    expect(other.program.stack).toBe("dev");
    expect(other.resources[1]?.inputs).toMatchObject({ owner: "me", size: "9" });
  });

  it("shows a program that throws: what it declared, its error, its line; exit code 1", async () => {
    const { code, stdout, stderr } = await roadstead("plan", fixture("failing"));
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot("../golden/cli/failing.txt");
    // No colours and no progress line in a pipe.
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stderr).toBe("");
  });

  it("shows every problem of a spec once; exit code 1", async () => {
    const { code, stdout } = await roadstead("plan", fixture("refused"), "--width", "80");
    expect(code).toBe(1);
    expect(stdout.match(/\[spec\/gpu-model\]/g)).toHaveLength(1);
    expect(stdout).toMatch(/Failed: \d problems\.\n$/);
  });
});

describe("the hybrid example", () => {
  it("reads as a platform engineer would want it", async () => {
    const { code, stdout, stderr } = await roadstead(
      "plan",
      "examples/hybrid",
      "--stack",
      "dev",
      "--as-of",
      "2026-08-31",
    );
    expect(code).toBe(0);
    expect(stderr).toBe("");
    await expect(stdout).toMatchFileSnapshot("../golden/cli/example-hybrid.txt");
  });

  it("fits the schema, with every field of its clusters described", async () => {
    const { clusters } = document((await roadstead("plan", "examples/hybrid", "--json")).stdout);
    expect(clusters.map(({ name, target }) => [name, target]).sort()).toEqual([
      ["aws", "eks"],
      ["google", "gke"],
      ["onprem", "k3s"],
    ]);
  });
});

describe("roadstead plan --json", () => {
  it.each([
    ["a program that throws", 1, [fixture("failing")], 2],
    ["a program that never ends", 1, [fixture("endless"), "--timeout", "2"], 2],
    ["a spec that is refused", 1, [fixture("refused")], 2],
    ["a folder without a project", 2, [tmpdir()], 0],
    ["a folder that does not exist, inside of a project", 2, ["examples/k3s/nowhere"], 0],
  ])("prints one valid document for %s; exit code %i", async (_, exitCode, args, resources) => {
    const { code, stdout } = await roadstead("plan", "--json", ...args);
    const { complete, resources: found, diagnostics, problems } = document(stdout);
    expect(code).toBe(exitCode);
    expect(complete).toBe(false);
    expect(found).toHaveLength(resources);
    expect(diagnostics.length + problems.length).toBeGreaterThan(0);
  });
});

describe("roadstead plan --manifests", () => {
  it("writes the objects, says how many, and names what it could not write", async () => {
    const out = join(folder, "objects");
    const { code, stderr } = await roadstead("plan", fixture("objects"), "--manifests", out);
    expect(code).toBe(0);
    expect(stderr).toBe(
      `6 manifests written to ${out}\nNot among them: Release chart, whose objects only its provider knows\n`,
    );
    const names = readdirSync(join(out, "edge")).sort();
    const text = names.map((name) => `--- edge/${name}\n${readFileSync(join(out, "edge", name), "utf8")}`);
    await expect(text.join("")).toMatchFileSnapshot("../golden/cli/objects-manifests.txt");
  });

  it("writes what both generations of YAML parsers read alike", () => {
    const text = readFileSync(join(folder, "objects/edge/team-configmap-settings.yaml"), "utf8");
    const [old, current] = [parse(text, { version: "1.1" }), parse(text, { version: "1.2" })] as { data: unknown }[];
    expect(old).toEqual(current);
    expect(current?.data).toMatchObject({ COUNTRY: "no", MODE: "012", RATE: "1e3" });
  });

  it("refuses a folder that holds other files; exit code 1, and the document is there all the same", async () => {
    const out = mkdtempSync(join(folder, "taken-"));
    writeFileSync(join(out, "mine.md"), "mine");
    const { code, stdout, stderr } = await roadstead("plan", fixture("objects"), "--json", "--manifests", out);
    expect(code).toBe(1);
    expect(stderr).toContain("mine.md, not written by roadstead");
    expect(document(stdout).complete).toBe(true);
    expect(stdout).not.toContain("hunter2");
  });
});

describe("roadstead plan --graph", () => {
  it("prints a chart and nothing else", async () => {
    const { code, stdout } = await roadstead("plan", fixture("objects"), "--graph");
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("../golden/cli/objects-graph.txt");
  });

  it("says on standard error why it is only a part, and then writes no manifests", async () => {
    const args = ["--graph", "--manifests", join(folder, "failing")];
    const { code, stdout, stderr } = await roadstead("plan", fixture("failing"), ...args);
    expect(code).toBe(1);
    expect(stdout).toContain("flowchart LR");
    expect(stderr).toContain("error: no such team");
    expect(stderr).toContain("No manifests were written: the plan failed.");
    expect(readdirSync(folder)).not.toContain("failing");
  });
});

describe("the command's own process", () => {
  it("loads no Pulumi SDK", () => {
    const cli = fileURLToPath(new URL("../../packages/cli/dist/commands/plan.js", import.meta.url));
    const script = `
      import { createRequire } from "node:module";
      await import(${JSON.stringify(pathToFileURL(cli).href)});
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      console.log(JSON.stringify(loaded.filter((path) => path.includes("@pulumi"))));`;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(JSON.parse(output)).toEqual([]);
  });
});
