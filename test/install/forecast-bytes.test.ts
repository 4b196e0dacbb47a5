import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import golden from "../unit/forecast/requests/golden-scenario.json" with { type: "json" };

const execute = promisify(execFile);
const forecast = new URL("../../packages/cost/dist/forecast/index.js", import.meta.url).href;
const scenario = fileURLToPath(new URL("../unit/forecast/requests/golden-scenario.json", import.meta.url));

/** What golden.test.ts does, as a program that any Node runs. */
const program = `
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { arrivalsOf, forecastRequests, forecastWindows } from ${JSON.stringify(forecast)};
const golden = JSON.parse(readFileSync(${JSON.stringify(scenario)}, "utf8"));
const { windowSeconds, inputTokens, outputTokens } = golden;
const requestsPerSecond = Float64Array.from(golden.requestsPerSecond);
const interarrivalCv = Float64Array.from(golden.interarrivalCv);
const rates = { kind: "rates", windowSeconds, requestsPerSecond, interarrivalCv, inputTokens, outputTokens };
const hash = (of) => createHash("sha256").update(JSON.stringify(of)).digest("hex");
const requests = hash(forecastRequests(arrivalsOf(rates, golden.trafficSeed), golden.scenario, { rates }));
console.log(JSON.stringify({ requests, windows: hash(forecastWindows(rates, golden.scenario)), node: process.version }));
`;

describe.each([undefined, "22.23.3", "24.21.0"])("a forecast on Node %s (undefined: this one)", (version) => {
  it("has the same bytes", async () => {
    const dir = await mkdtemp(join(tmpdir(), "roadstead-forecast-"));
    try {
      await writeFile(join(dir, "package.json"), JSON.stringify({ private: true }));
      await writeFile(join(dir, "program.mjs"), program);
      if (version !== undefined) {
        await execute("npm", ["install", "--no-audit", "--no-fund", `node@${version}`], { cwd: dir });
      }
      const node = version === undefined ? process.execPath : join(dir, "node_modules/.bin/node");
      const { stdout } = await execute(node, ["program.mjs"], { cwd: dir });
      const { node: used, ...hashes } = JSON.parse(stdout) as Record<string, string>;
      expect(used).toBe(version === undefined ? process.version : `v${version}`);
      expect(hashes).toEqual(golden.hashes);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
