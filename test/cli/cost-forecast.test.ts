import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CostDocument } from "../../packages/cli/src/report/cost-document.js";
import type { ForecastDocument } from "../../packages/cli/src/report/forecast-document.js";
import { run } from "../../packages/cli/src/run.js";
import { fakeTerminal } from "./fake-terminal.js";

const folder = mkdtempSync(join(tmpdir(), "cost-forecast-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: object): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const hybrid = fileURLToPath(new URL("../../examples/hybrid", import.meta.url));
const profile = file("profile.json", {
  gpus: 1,
  firstTokenMs: 20,
  prefillTokensPerSecond: 8000,
  decodeMs: 12,
  decodeMsPerRequest: 0.2,
  maxBatch: 64,
});

async function cli(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  const terminal = fakeTerminal();
  const code = await run([...args, "--stack", "dev", "--as-of", "2026-09-01"], terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}
const forecast = async (...args: string[]): Promise<ForecastDocument> => {
  const traffic = ["--generate", "office", "--days", "0.4", "--peak", "3", "--profile", profile];
  const { output } = await cli("forecast", hybrid, ...traffic, "--format", "json", ...args);
  return JSON.parse(output) as ForecastDocument;
};
const cost = async (...args: string[]): Promise<CostDocument> =>
  JSON.parse((await cli("cost", hybrid, "--format", "json", ...args)).output) as CostDocument;

describe("a forecast of a pool of a program", () => {
  let serving: ForecastDocument;
  beforeAll(async () => {
    serving = await forecast("--cluster", "aws", "--pool", "serving");
  }, 60_000);

  it("takes machine, sizes, order of capacity, prices and what is paid anyhow from the plan", () => {
    expect(serving.fleet).toEqual({ name: "pool serving of cluster aws, g6.xlarge", cluster: "aws", pool: "serving" });
    expect(serving.policies[0]?.fleet.map(({ name, size }) => [name, size.max])).toEqual([
      ["serving-spot", 2],
      ["serving-on-demand", 2],
    ]);
    expect(serving.prices.map(({ machineType, purchase }) => [machineType, purchase])).toEqual([
      ["g6.xlarge", "spot"],
      ["g6.xlarge", "on-demand"],
    ]);
    expect(serving.policies[0]?.cost.fixed).toBeGreaterThan(0);
  });

  it("gives the cost of the program what is expected of the pool, and changes neither end", async () => {
    const before = await cost();
    const after = await cost("--forecast", file("serving.json", serving));
    const lines = ({ lines: all }: CostDocument) =>
      all.filter(({ cluster, pool, unit }) => cluster === "aws" && pool === "serving" && unit === "node");
    const mean = (capacity: string) => serving.expected.find((it) => it.capacity === capacity)?.meanNodes;
    expect(lines(after).map(({ purchase, quantity }) => [purchase, quantity.expected])).toEqual(
      lines(after).map(({ purchase }) => [purchase, expect.closeTo(mean(purchase ?? "") ?? NaN, 6)]),
    );
    expect(mean("spot")).toBeGreaterThan(0);
    expect([after.usdPerMonth.floor, after.usdPerMonth.ceiling]).toEqual([
      before.usdPerMonth.floor,
      before.usdPerMonth.ceiling,
    ]);
    expect(after.usdPerMonth.expected).toBeGreaterThan(before.usdPerMonth.expected);
  });

  it("refuses the forecast of another program, of no pool, and what is no forecast", async () => {
    const [first] = serving.expected;
    for (const [content, message] of [
      [{ ...serving, expected: [{ ...first, pool: "other" }] }, "is of a pool that is not there, got aws/other"],
      [{ ...serving, expected: [{ ...first, cluster: undefined }] }, "names no pool of a program"],
      [{ schemaVersion: 2 }, "is no forecast"],
    ] as const) {
      const { code, errors } = await cli("cost", hybrid, "--forecast", file("bad.json", content));
      expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  it("says which pools there are when it is not clear which is meant, and that owned machines are not free", async () => {
    const args = ["--generate", "flat", "--days", "0.1", "--profile", profile];
    const unclear = await cli("forecast", hybrid, ...args, "--pool", "serving");
    expect(unclear.errors).toContain("allowed: aws/serving, google/serving; say --cluster and --pool");
    const owned = await cli("forecast", hybrid, ...args, "--cluster", "onprem", "--pool", "lab");
    const floor = ["--cluster", "aws", "--pool", "serving", "--floor", "onprem/lab"];
    const other = await cli("forecast", hybrid, ...args, ...floor);
    expect([unclear.code, owned.code, other.code]).toEqual([2, 2, 2]);
    expect(other.errors).toContain("has nodes of other GPUs than the pool that serves");
    expect(owned.errors).toContain('say onPrem.nodes["onprem/lab"]');
  });
});
