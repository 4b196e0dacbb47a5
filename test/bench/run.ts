import { lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProcessesThatMention, isAlive } from "./processes.js";

/** One run of tests: everything that the bench writes lies in its folder and goes with its main process. */
export interface BenchRun {
  /** The main process; what outlives its parent ends itself when this one is gone. */
  readonly pid: number;
  readonly dir: string;
}

const variable = "ROADSTEAD_BENCH_RUN";
const folderPrefix = "roadstead-bench-";

/** The run that this process belongs to. The first process to ask begins one, and announces it to its children. */
export function benchRun(): BenchRun {
  const announced = /^(\d+):(.+)$/s.exec(process.env[variable] ?? "");
  return announced === null ? beginRun() : { pid: Number(announced[1]), dir: announced[2] ?? "" };
}

/** Ends every process that was started with a path in the run's folder, and removes the folder. */
export function endRun(run: BenchRun): void {
  removeRun(run.dir);
  if (process.env[variable]?.endsWith(run.dir) === true) delete process.env[variable];
}

function beginRun(): BenchRun {
  const temporary = realpathSync(tmpdir());
  sweepStaleRuns(temporary);
  const run = { pid: process.pid, dir: mkdtempSync(join(temporary, `${folderPrefix}${process.pid}-`)) };
  process.env[variable] = `${run.pid}:${run.dir}`;
  process.once("exit", () => endRun(run));
  return run;
}

/** A run that was killed with its power cut leaves its folder, and what ran in it may run still. */
function sweepStaleRuns(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    const pid = new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const dir = join(temporary, name);
    try {
      if (lstatSync(dir).uid === process.getuid?.()) removeRun(dir);
    } catch {
      // Another run sweeps too, and what is left is the next one's.
    }
  }
}

function removeRun(dir: string): void {
  endProcessesThatMention(dir);
  // A killed process may finish its last write first.
  rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
