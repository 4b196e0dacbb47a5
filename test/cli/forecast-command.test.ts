import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import type { ForecastDocument } from "../../packages/cli/src/report/forecast-document.js";
import { run } from "../../packages/cli/src/run.js";
import { fakeTerminal } from "./fake-terminal.js";
import { closed } from "./plan-schema.js";

const folder = mkdtempSync(join(tmpdir(), "forecast-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const figures = {
  gpus: 1,
  firstTokenMs: 20,
  prefillTokensPerSecond: 4000,
  decodeMs: 12,
  decodeMsPerRequest: 0.2,
  maxBatch: 64,
};
const profile = file("profile.json", JSON.stringify(figures));
const sizes = ["--input-tokens", "500", "--output-tokens", "100"];
const machine = ["--machine", "g6.2xlarge", "--region", "us-east-1", "--profile", profile, "--as-of", "2026-09-01"];
const office = ["--generate", "office", "--days", "0.4", "--peak", "12", ...sizes];
const week = file(
  "week.csv",
  `t_s,req_per_s\n${Array.from({ length: 48 }, (_, i) => `${i * 1800},${i < 16 || i > 40 ? 1 : 9}`).join("\n")}\n`,
);

async function cli(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  const terminal = fakeTerminal();
  const code = await run(["forecast", ...args], terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}
const json = async (...args: string[]): Promise<ForecastDocument> =>
  JSON.parse((await cli(...args, "--format", "json")).output) as ForecastDocument;

describe("roadstead forecast", () => {
  it("says what a traffic costs as configured and what a static fleet would", async () => {
    const { code, output, errors } = await cli(...machine, ...office);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toContain("profile-based: not measured on your GPUs");
    expect(output).toMatch(/As configured +\$/);
    expect(output).toMatch(/Static, for the peak +\$/);
    expect(output.trimEnd().split("\n").at(-1)).toMatch(
      /^As configured: \$[\d,]+ a month, \d+\.\d % less than a static/,
    );
  });

  it("says of flat traffic that scaling does not pay", async () => {
    const { output } = await cli(...machine, "--generate", "flat", "--days", "0.1", "--peak", "12", ...sizes);
    expect(output.replace(/\s+/g, " ")).toContain("scaling does not pay here");
  });

  it("prints a document that its schema describes, and that is the same each time", async () => {
    const args = [...machine, ...office, "--days", "0.1", "--compare", "--tune"];
    const document = await json(...args);
    const schema = JSON.parse(
      readFileSync(fileURLToPath(new URL("../../packages/cli/schema/forecast.schema.json", import.meta.url)), "utf8"),
    ) as object;
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(closed(schema) as object);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    expect(document.policies.map(({ name }) => name)).toHaveLength(12);
    expect(JSON.stringify(await json(...args))).toBe(JSON.stringify(document));
  });

  it("adds each policy's cost up, and bills no less than is busy", async () => {
    for (const { cost, gpuHours, requests } of (await json(...machine, ...office)).policies) {
      const { total, ...parts } = cost;
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 6);
      expect(gpuHours.billed).toBeGreaterThanOrEqual(gpuHours.busy);
      expect(requests.served + requests.dropped + requests.unfinished).toBeCloseTo(requests.arrived, 3);
    }
  });

  it("reads a trace, with gzip too", async () => {
    const plain = await json(...machine, "--trace", week);
    const packed = file("week.csv.gz", gzipSync(readFileSync(week)));
    const { trace, ...rest } = await json(...machine, "--trace", packed);
    expect([trace.name, plain.trace.name]).toEqual(["week.csv.gz", "week.csv"]);
    expect(rest).toEqual((({ trace: _trace, ...others }) => others)(plain));
    expect(plain.traffic.peakPerSecond).toBe(9);
  });

  it("follows each request of a short trace, and takes columns by name", async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `${i * 2.5},300,20`);
    const requests = file("requests.csv", `begin,prompt,answer\n${lines.join("\n")}\n`);
    const columns = ["time=begin", "inputTokens=prompt", "outputTokens=answer"].flatMap((it) => ["--columns", it]);
    const document = await json(...machine, "--trace", requests, ...columns, "--compare");
    expect(document.trace.level).toBe("requests");
    expect(document.policies.map(({ requests: { arrived } }) => arrived)).toEqual(
      Array.from({ length: 12 }, () => 400),
    );
  });

  it("describes single requests as they came, however seldom they are", async () => {
    // Three at once every ten minutes: no minute has enough of them to tell a variation.
    const lines = Array.from({ length: 99 }, (_, i) => `${Math.floor(i / 3) * 600 + (i % 3)},300,20`);
    const { traffic, policies } = await json(
      ...machine,
      "--trace",
      file("seldom.csv", `time,in_tok,out_tok\n${lines.join("\n")}\n`),
      "--columns",
      "inputTokens=in_tok",
      "--columns",
      "outputTokens=out_tok",
    );
    expect(traffic.requests).toBe(99);
    expect(traffic.interarrivalCv).toBeGreaterThan(1.3);
    expect(policies[0]?.requests.arrived).toBe(99);
  });

  it("ends by saying that settings which were chosen on quiet days miss the level on busy ones", async () => {
    const rates = Array.from({ length: 48 }, (_, i) => `${i * 1800},${i < 24 ? 1 : 90}`);
    const { code, output } = await cli(
      ...machine,
      "--trace",
      file("grows.csv", `t_s,req_per_s\n${rates.join("\n")}\n`),
      ...sizes,
      "--tune",
    );
    expect(code).toBe(0);
    expect(output.replace(/\s+/g, " ")).toContain("The settings to make miss the service level on the traffic");
  });

  it("has the fees of what was asked for: minimum, most, and what is paid anyhow", async () => {
    const document = await json(...machine, ...office, "--min", "3", "--max", "9", "--fixed", "2");
    const [configured] = document.policies;
    expect([configured?.knobs.minReplicas, configured?.knobs.maxReplicas]).toEqual([3, 9]);
    expect(configured?.cost.fixed).toBeCloseTo((2 * document.traffic.durationSeconds) / 3600, 6);
  });

  it("counts replicas by whom it is told to: an HPA keeps one, KEDA goes to none and is paid less", async () => {
    const quiet = file("quiet.csv", "t_s,req_per_s\n0,2\n3600,0\n7200,0\n10800,2\n");
    const args = [...machine, "--trace", quiet, ...sizes];
    const [hpa, keda, knative] = await Promise.all(
      ["hpa", "keda", "knative"].map(async (scaling) => (await json(...args, "--scaling", scaling)).policies[0]),
    );
    expect([hpa, keda, knative].map((it) => it?.knobs.minReplicas)).toEqual([1, 0, 0]);
    expect(keda?.gpuHours.billed).toBeLessThan((hpa?.gpuHours.billed ?? 0) - 1);
    expect(keda?.requests.metColdStart).toBeGreaterThan(0);
    expect(knative?.gpuHours.billed).not.toBe(keda?.gpuHours.billed);
  });

  it("ends with 1 where no setting fits the budget", async () => {
    const { code, output } = await cli(...machine, ...office, "--tune", "--budget", "1");
    expect(code).toBe(1);
    expect(output).toContain("No setting that was tried fits into the budget");
  });

  it("shows how far it is on a terminal, and nothing of it elsewhere", async () => {
    const terminal = fakeTerminal({ stderr: { isTerminal: true } });
    await run(["forecast", ...machine, ...office], terminal);
    expect(terminal.errors().replaceAll("\r\u001b[K", "")).toMatch(/^(Forecasting .*)?$/);
  });
});

describe("roadstead forecast, of what is wrong", () => {
  const bad = file("bad.csv", "time,rate\n0,1\nx,2\n1200,-3\n");
  const half = file("half.yaml", "decodeMs: fast\nbatch: 3\n");

  it.each([
    ["a trace with bad lines", [...machine, "--trace", bad], ["bad.csv:3 time", "bad.csv:4 rate", "got -3"]],
    ["a trace that is not there", [...machine, "--trace", join(folder, "none.csv")], ["trace/readable"]],
    [
      "a machine without a price",
      ["--machine", "g6.2xlargee", ...machine.slice(2), ...office],
      ["did you mean g6.2xlarge?"],
    ],
    ["a machine without a GPU", ["--machine", "m7i.xlarge", ...machine.slice(2), ...office], ["has no GPU"]],
    [
      "a region without prices",
      ["--machine", "g6.2xlarge", "--region", "us-east-9", "--profile", profile, ...office],
      ["--region: has no prices"],
    ],
    [
      "a model that nobody knows",
      [...machine.slice(0, 4), "--model", "llama-3.1-9b", ...office],
      ["did you mean llama-3.1-8b?"],
    ],
    [
      "a profile with faults",
      [...machine.slice(0, 4), "--profile", half, ...office],
      ["decodeMs: must be a number above 0", "batch: is not a figure"],
    ],
    [
      "requests that no GPU has room for",
      [...machine.slice(0, 4), "--model", "llama-3.1-8b", "--generate", "office", "--input-tokens", "300000"],
      ["has no room beside its weights on 1 x l4", "tokens in the mean"],
    ],
    [
      "to tune on a single window",
      [...machine, "--trace", file("window.csv", "t_s,req_per_s\n0,10\n"), "--window", "600", ...sizes, "--tune"],
      ["--tune: needs a part of window.csv to choose by"],
    ],
    [
      "a level that no replica keeps",
      [...machine, ...office, "--slo", "5ms,100ms,99%"],
      ["not even for a lonely request"],
    ],
    [
      "a page that cannot be written",
      [...machine, ...office, "--html", join(folder, "no", "page.html")],
      ["forecast/write"],
    ],
    [
      "a trace and a model that are both wrong",
      [...machine.slice(0, 4), "--trace", bad, "--profile", half],
      ["bad.csv:3", "half.yaml: decodeMs"],
    ],
  ])("refuses %s", async (_, args, messages) => {
    const { code, output, errors } = await cli(...args);
    expect([code, output]).toEqual([2, ""]);
    for (const message of messages) expect(errors).toContain(message);
  });

  it.each([
    [["--generate", "office"], "say the folder of a program or --machine"],
    [[...machine], "say --trace <file> or --generate <pattern>"],
    [[...machine, ...office, "--cluster", "aws"], "are of a program"],
    [[...machine, ...office, "--budget", "5"], "--budget needs --tune"],
    [[...machine, ...office, "--min", "5", "--max", "2"], "--min is more than --max"],
    [[...machine, ...office, "--min", "0"], "--min 0 needs --scaling keda or knative"],
    [[...machine, ...office, "--utilization", "0"], "It must be 1% or more"],
    [[...machine, ...office, "--slo", "fast"], "such as 2s,100ms,99%"],
    [[...machine, ...office, "--columns", "when=3"], "with a role of time, rate"],
    [["--machine", "g6.2xlarge", ...office, "--model", "x"], "--machine needs --region"],
  ])("refuses the command line %j", async (args, message) => {
    const { code, errors } = await cli(...args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });
});
