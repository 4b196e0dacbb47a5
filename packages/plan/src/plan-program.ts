import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { clearTimeout, setImmediate, setTimeout } from "node:timers";
import { answerBook } from "./answers/answer-book.js";
import { ProgramRun } from "./child/program-run.js";
import { GraphBuilder } from "./graph-builder.js";
import { wireConfig } from "./monitor/deployment-config.js";
import type { Plan, PlanExit, ProgramOptions } from "./plan.js";
import { usageError } from "./project/usage-error.js";
import { catchStrayRejections } from "./stray-rejections.js";
import { prepareStore } from "./sdk/prepare-store.js";
import { sdkDrift } from "./sdk/sdk-drift.js";
import type { SdkInternals } from "./sdk/sdk.js";
import { findSdk, loadInternals, loadSdk } from "./sdk/sdk.js";

/**
 * Runs a function as a Pulumi program in this process and gives the graph of what it declares: for unit tests of
 * components and programs. What the function returns are the stack's outputs.
 *
 * What the function starts and does not await (a timer) is not waited for. Several can run at once; each sees its own
 * stack. Unlike a project's, the function's environment, modules and
 * `process.exit` are the caller's own.
 */
export async function planProgram(program: () => unknown, options: ProgramOptions = {}): Promise<Plan> {
  const folder = process.cwd();
  const project = options.project ?? "project";
  const stack = options.stack ?? "dev";
  const sdk = loadSdk(sdkFolderOf(options.sdkFrom ?? folder));
  const drift = sdkDrift(sdk);
  if (drift.length > 0) {
    const message = `@pulumi/pulumi ${sdk.version} lacks ${drift.join(", ")}: plan it as a project instead`;
    throw usageError("program/sdk", sdk.folder, message);
  }
  const internals = loadInternals(sdk) as SdkInternals;
  const config = {
    config: fullKeys(options.config ?? {}, project),
    secretKeys: (options.secretConfig ?? []).map((key) => fullKey(key, project)),
    encryptedKeys: [],
  };
  const builder = new GraphBuilder(project, stack);
  let records = 0;
  const run = new ProgramRun(folder, (record) => {
    records++;
    builder.add(record);
  });
  let exit: PlanExit = { reason: "timeout", code: 1 };
  await internals.state.withLocalStorage(async () => {
    const settings = {
      project,
      stack,
      organization: options.organization ?? "organization",
      root: folder,
      workingDirectory: folder,
      config: wireConfig(config),
      answers: answerBook(options.answers),
      unconfiguredProviders: options.unconfiguredProviders ?? "unknown",
    } as const;
    prepareStore(sdk, internals, settings, { ...config, root: folder }, run.sink);
    const ended = await runToEnd(internals, program, run, () => records, options.timeoutMilliseconds ?? 10_000);
    if (ended) exit = run.end();
    else run.sink({ kind: "diagnostic", diagnostic: timedOut });
  });
  return builder.build(exit, { stdout: "", stderr: "" });
}

// The function has the SDK already, and whoever runs it may do so from any folder: then the planner's is the same.
function sdkFolderOf(folder: string): string {
  try {
    return findSdk(folder);
  } catch {
    return findSdk(dirname(fileURLToPath(import.meta.url)));
  }
}

const quietMilliseconds = 50;

const timedOut = {
  severity: "error",
  code: "program-timeout",
  message: "The program did not end in time: something that it awaits or exports is never resolved",
} as const;

// True when nothing is left to do, false when the time was up before.
async function runToEnd(
  internals: SdkInternals,
  program: () => unknown,
  run: ProgramRun,
  records: () => number,
  timeoutMilliseconds: number,
): Promise<boolean> {
  const stray = catchStrayRejections(internals.state.getStore(), run.fail);
  const timers: NodeJS.Timeout[] = [];
  const after: Delay = (milliseconds) => new Promise((resolve) => timers.push(setTimeout(resolve, milliseconds)));
  const settled = internals.stack.runInPulumiStack(program).then(
    () => {
      run.settled = true;
    },
    (error: unknown) => run.fail(error),
  );
  try {
    // Of a failed program some requests stay open for ever: those of resources that take something from one that
    // was never made. So it has ended when it declares nothing more.
    const ended = Promise.race([
      settled.then(() => internals.settings.disconnect(true)),
      run.failed.then(() => untilQuiet(records, after)),
    ])
      // Rejections that nobody handles are told one turn later.
      .then(() => new Promise((resolve) => setImmediate(resolve)))
      .then(() => true);
    return await Promise.race([ended, after(timeoutMilliseconds).then(() => false)]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
    stray.stop();
  }
}

type Delay = (milliseconds: number) => Promise<void>;

async function untilQuiet(records: () => number, after: Delay): Promise<void> {
  let before: number;
  do {
    before = records();
    await after(quietMilliseconds);
  } while (records() > before);
}

const fullKey = (key: string, project: string): string => (key.includes(":") ? key : `${project}:${key}`);

const fullKeys = (config: Readonly<Record<string, string>>, project: string): Record<string, string> =>
  Object.fromEntries(Object.entries(config).map(([key, value]) => [fullKey(key, project), value]));
