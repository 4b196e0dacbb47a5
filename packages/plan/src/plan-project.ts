import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { PlanRequest } from "./child/plan-request.js";
import { GraphBuilder } from "./graph-builder.js";
import type { Plan, PlanExit, ProjectOptions } from "./plan.js";
import { entryPoint } from "./project/entry-point.js";
import { programEnvironment } from "./project/environment.js";
import { bringsTypeScriptLoader, nodeArguments } from "./project/node-args.js";
import { readProjectFile } from "./project/project-file.js";
import { defaultStack, stackConfig } from "./project/stack-config.js";
import { usageError } from "./project/usage-error.js";
import { findSdk, SdkMissingError } from "./sdk/sdk.js";
import { parseRecord } from "./wire/plan-record.js";

const defaultTimeoutMilliseconds = 120_000;
const longestOutput = 1_000_000;
const leftoverMilliseconds = 1000;

/**
 * Runs the Pulumi project of a folder in a process of its own and gives the graph of what it declares, as a preview
 * on a new stack would see it: without plugins, network or credentials.
 *
 * A program that fails, hangs or exits gives a plan with what it had declared until then; see {@link Plan.exit}.
 * @throws PlanUsageError when there is no project to run, or its files or configuration are wrong.
 */
export async function planProject(folder: string, options: ProjectOptions = {}): Promise<Plan> {
  const project = readProjectFile(folder);
  const stack = options.stack ?? defaultStack(project);
  const config = stackConfig(project, stack, options.config, options.secretConfig);
  const entry = entryPoint(project);
  const request: PlanRequest = {
    project: project.name,
    stack,
    organization: options.organization ?? "organization",
    root: project.root,
    workingDirectory: entry.workingDirectory,
    program: entry.program,
    isModule: entry.isModule,
    launcherArgument: entry.launcherArgument,
    loader: project.typescript ? (options.loader ?? "auto") : bringsTypeScriptLoader(project.nodeArgs) ? "tsx" : "none",
    tsconfig: project.tsconfig,
    sdkFolder: sdkFolderOf(entry.workingDirectory),
    config: config.config,
    secretKeys: config.secretKeys,
    encryptedKeys: config.encryptedKeys,
    answers: options.answers ?? {},
    unconfiguredProviders: options.unconfiguredProviders ?? "unknown",
    ...(options.transport === undefined ? {} : { transport: options.transport }),
    nodeArgs: nodeArguments(project.nodeArgs),
    timeoutMilliseconds: options.timeoutMilliseconds ?? defaultTimeoutMilliseconds,
  };
  const builder = new GraphBuilder(project.name, stack);
  for (const diagnostic of [...config.diagnostics, ...entry.diagnostics]) {
    builder.add({ kind: "diagnostic", diagnostic });
  }
  const run = await runChild(request, programEnvironment(process.env, options.env), builder);
  return builder.build(exitOf(run, builder), run);
}

function sdkFolderOf(workingDirectory: string): string {
  try {
    return findSdk(workingDirectory);
  } catch (error) {
    if (!(error instanceof SdkMissingError)) throw error;
    throw usageError("project/sdk", workingDirectory, "has no @pulumi/pulumi installed", "run npm install there");
  }
}

interface ChildRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

// Sources are run by tests only, beside the compiled files that a child needs.
const bootstrap = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../dist/child/bootstrap.js" : "./child/bootstrap.js", import.meta.url),
);

function runChild(request: PlanRequest, env: Record<string, string>, builder: GraphBuilder): Promise<ChildRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...request.nodeArgs, bootstrap], {
      cwd: request.workingDirectory,
      env,
      stdio: ["pipe", "pipe", "pipe", "pipe"],
    });
    const [input, output, errors, records] = child.stdio as unknown as [Writable, Readable, Readable, Readable];
    const stdout = new CappedText(output);
    const stderr = new CappedText(errors);
    readLines(records, (line) => {
      const record = parseRecord(line);
      if (record !== undefined) builder.add(record);
    });

    let timedOut = false;
    let ending: NodeJS.Timeout | undefined;
    // A child that has launched a process of its own ends that one too; one that does not hear is killed.
    const stop = (): boolean => child.kill("SIGTERM");
    const timer = setTimeout(() => {
      timedOut = stop();
      ending = setTimeout(() => child.kill("SIGKILL"), leftoverMilliseconds);
    }, request.timeoutMilliseconds);
    process.once("exit", stop);
    const finish = (): void => {
      clearTimeout(timer);
      clearTimeout(ending);
      process.off("exit", stop);
    };
    child.once("error", (error) => {
      finish();
      reject(error);
    });
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      finish();
      resolve({ code, signal, timedOut, stdout: stdout.text, stderr: stderr.text });
    };
    child.once("close", end);
    // What the program started and left behind may hold its output open for ever.
    child.once("exit", (code, signal) => {
      clearTimeout(ending);
      ending = setTimeout(() => {
        for (const stream of [output, errors, records]) stream.destroy();
        end(code, signal);
      }, leftoverMilliseconds);
    });
    // A child that dies at once closes the pipe before it has read all: its exit says enough.
    input.on("error", () => undefined);
    input.end(JSON.stringify(request));
  });
}

function exitOf(run: ChildRun, builder: GraphBuilder): PlanExit {
  if (builder.exit !== undefined && !run.timedOut) return builder.exit;
  const [reason, message]: [PlanExit["reason"], string] = run.timedOut
    ? ["timeout", "The program did not end in time and was stopped: the plan holds what it had declared until then"]
    : run.signal !== null
      ? ["killed", `The program was ended by ${run.signal}`]
      : ["error", [`The program ended early, with exit code ${run.code ?? "?"}`, ...lastLines(run.stderr)].join("\n")];
  builder.add({ kind: "diagnostic", diagnostic: { severity: "error", code: `program-${reason}`, message } });
  return { reason, code: 1 };
}

const lastLines = (text: string): string[] => (text.trim() === "" ? [] : text.trimEnd().split("\n").slice(-8));

function readLines(stream: Readable, take: (line: string) => void): void {
  // Parts of a line are joined once: a line may have many megabytes.
  let parts: string[] = [];
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const [first = "", ...others] = chunk.split("\n");
    parts.push(first);
    for (const other of others) {
      take(parts.join(""));
      parts = [other];
    }
  });
}

class CappedText {
  text = "";

  constructor(stream: Readable) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      if (this.text.length < longestOutput) this.text = (this.text + chunk).slice(0, longestOutput);
    });
  }
}
