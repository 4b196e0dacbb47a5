import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const program = `
import Module from "node:module";
await import("@roadstead/cluster");
await import("@roadstead/" + process.argv[1]);
const files = Object.keys(Module._cache).map((file) => file.replaceAll("\\\\", "/"));
const sdks = files.flatMap((file) => /node_modules\\/@pulumi\\/([a-z]+)\\//.exec(file)?.[1] ?? []);
console.log([...new Set(sdks)].sort().join(" "));
`;

it.each([
  ["k3s", "kubernetes pulumi random"],
  ["byo", "kubernetes pulumi random"],
  ["eks", "aws kubernetes pulumi random"],
])("a program on %s loads the SDKs of its own target only", async (target, sdks) => {
  const args = ["--input-type=module", "--eval", program, target];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  expect(stdout.trim()).toBe(sdks);
});
