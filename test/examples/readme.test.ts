import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { planProject } from "@roadstead/plan";
import { describe, expect, it } from "vitest";
import { writeVariant } from "./example-program.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");

describe("README", () => {
  it("its program has about twenty lines and plans whole", async () => {
    const program = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const lines = program.split("\n").filter((line) => line.trim() !== "");
    expect(lines.length).toBeLessThanOrEqual(20);
    const plan = await planProject(writeVariant("eks", "readme", program), { stack: "dev" });
    expect([...plan.problems, ...plan.diagnostics]).toEqual([]);
    expect(plan.complete).toBe(true);
  });

  it("names only commands, scripts and examples that exist", () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { scripts: Record<string, string> };
    for (const [, script] of readme.matchAll(/^npm (\w+)/gm)) expect(scripts).toHaveProperty(script ?? "");
    for (const [, dir] of readme.matchAll(/npx roadstead plan (\S+)/g)) {
      expect(readFileSync(`${root}${dir ?? ""}/Pulumi.yaml`, "utf8")).toContain("runtime:");
    }
  });
});
