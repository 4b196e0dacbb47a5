import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What to run, and as whom. */
export interface Command {
  /** For messages, and of its log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** All of it: nothing of this process's own environment is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
  /** @default the user of this process */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface End {
  readonly code: number | null;
  readonly signal?: string;
}

/** A command that runs in a process group of its own, which does not outlive this process. */
export interface SupervisedProcess {
  readonly name: string;
  /** Leader of its group, and parent of the command. */
  readonly pid: number;
  readonly ended: Promise<End>;
  isRunning(): boolean;
  /** What it has printed so far. */
  log(): string;
  /** Asks the command to end as a kubelet does, and kills its group when it has not within `graceSeconds`. */
  stop(signal?: NodeJS.Signals, graceSeconds?: number): Promise<End>;
}

const supervisor = fileURLToPath(new URL("supervisor.mjs", import.meta.url));

export function startProcess({ name, command, args, env, cwd, logFile, user }: Command): SupervisedProcess {
  const log = openSync(logFile, "a");
  const child = fork(supervisor, [name], { detached: true, execArgv: [], stdio: ["ignore", log, log, "ipc"] });
  closeSync(log);
  child.send({ command, args, options: { env, cwd, ...user } });
  let isRunning = true;
  const ended = endOf(child).finally(() => {
    isRunning = false;
  });
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    isRunning: () => isRunning,
    log: () => readFileSync(logFile, "utf8"),
    async stop(signal = "SIGTERM", graceSeconds = 10) {
      if (child.connected) child.send(signal, () => undefined);
      const timer = setTimeout(() => child.connected && child.disconnect(), graceSeconds * 1000);
      const end = await ended;
      clearTimeout(timer);
      return end;
    },
  };
}

/** Resolves when the whole group is told to end, with how the command itself ended. */
function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve, reject) => {
    let end: (End & { error?: string }) | undefined;
    child.on("message", (message) => (end = message as typeof end));
    child.on("error", reject);
    // Not its exit, which may come before what it has said.
    child.on("close", () => resolve(end ?? { code: null, signal: "SIGKILL" }));
  });
}

/** Runs a command to its end, and gives back what it printed. @throws with all of that when it failed */
export async function runToEnd(command: Command): Promise<string> {
  const started = startProcess(command);
  const { code, signal } = await started.ended;
  if (code === 0) return started.log();
  throw new Error(`${command.name} ended with ${code ?? signal ?? "no code"}:\n${started.log()}`);
}
