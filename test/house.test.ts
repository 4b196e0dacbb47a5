import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

// The tools that keep the house in order; each prints what is wrong, and where.
describe("the house is in order", () => {
  it.each([
    ["formatted", "prettier", ["--check", "--log-level", "warn", "."]],
    ["linted with types", "eslint", ["-c", "test/eslint.config.js", "."]],
    ["free of unused files, exports and dependencies", "knip", ["--no-progress"]],
    ["type-checked, tests and examples as well", "tsc", ["-p", "test/tsconfig.json"]],
  ])("%s", async (_what, tool, args) => {
    expect(await outputOf(tool, args)).toBe("");
  });
});

/** What the tool printed, when it was not content; empty otherwise. */
async function outputOf(tool: string, args: readonly string[]): Promise<string> {
  try {
    await promisify(execFile)(`${root}node_modules/.bin/${tool}`, [...args], { cwd: root, maxBuffer: 1e8 });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr || String(error);
  }
}
