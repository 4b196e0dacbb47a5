import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/** What one run of one test file showed. */
export interface TestRun {
  readonly seconds: number;
  /** Full names. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Why a file could not be loaded, or what its set-up or clean-up threw. */
  readonly broken?: string;
}

interface Report {
  readonly testResults: readonly {
    readonly status: "passed" | "failed";
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs a test file of a checkout, or those of its tests whose full name has a text in it. */
export async function runTests(dir: string, file: string, name?: string): Promise<TestRun> {
  const output = join(dir, "test/.cache/mutation-report.json");
  rmSync(output, { force: true });
  const filter = name === undefined ? [] : ["--testNamePattern", name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")];
  const report = ["--reporter=default", "--reporter=json", `--outputFile.json=${output}`];
  const start = performance.now();
  const run = await runCommand(dir, "node_modules/.bin/vitest", [
    ...["run", "--config", "test/vitest.config.ts", file],
    ...filter,
    ...report,
  ]);
  const seconds = (performance.now() - start) / 1000;

  const [result, ...others] = readReport(output, run.text).testResults;
  if (result === undefined || others.length > 0) throw new Error(`${file} is not one test file\n${run.text}`);
  const tests = (status: string) =>
    result.assertionResults.filter((test) => test.status === status).map(({ fullName }) => fullName);
  const failed = tests("failed");
  const isBroken = result.status === "failed" && failed.length === 0;
  return { seconds, passed: tests("passed"), failed, ...(isBroken ? { broken: run.text } : {}) };
}

/** Builds what a mutation changed; a mutation that does not compile shows nothing. */
export async function build(dir: string): Promise<void> {
  const { code, text } = await runCommand(dir, "node_modules/.bin/tsc", ["-b"]);
  if (code !== 0) throw new Error(`it does not compile\n${text}`);
}

function readReport(path: string, text: string): Report {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    throw new Error(`no test report\n${text}`);
  }
}

/** In CI's manner, where a bench that is missing is a failure; not as a part of the caller's own run of the bench. */
async function runCommand(dir: string, command: string, args: readonly string[]) {
  const { ROADSTEAD_BENCH_RUN: _, ...env } = process.env;
  const child = spawn(join(dir, command), args, {
    cwd: dir,
    env: { ...env, CI: "true", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => child.kill("SIGINT");
  process.once("exit", stop);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  process.removeListener("exit", stop);
  return { code, text };
}
