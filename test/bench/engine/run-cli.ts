import { spawn } from "node:child_process";

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

/**
 * One run of a command to its end. It never has a terminal, so that what would ask a question fails instead.
 * @throws When it takes too long; it is then killed with all that it started, and the error says what it printed.
 */
export function runCli(command: string, args: readonly string[], options: CliOptions): Promise<CliRun> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));

    const kill = (): void => {
      // Its language host sees that it is gone and takes the program with it; providers run here.
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // All of it has ended meanwhile.
      }
    };
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, options.timeoutMilliseconds);
    process.once("exit", kill);

    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      process.off("exit", kill);
      const seconds = options.timeoutMilliseconds / 1000;
      if (timedOut)
        reject(new Error(`${[command, ...args].join(" ")}: no end after ${seconds} s\n${stdout}\n${stderr}`));
      else resolve({ exitCode: code ?? 1, stdout, stderr, milliseconds: performance.now() - started });
    });
  });
}
