import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** One run of a command as a cold process tree. */
export interface Run {
  readonly seconds: number;
  /** Sum over the tree of each process's peak resident memory, MiB; undefined where /proc is missing. */
  readonly peakMib: number | undefined;
}

/** Runs a command whole; throws when it fails, because the time of a failure says nothing. */
export async function measure(
  cwd: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  const peaks = new Map<number, number>();
  const timer = setInterval(() => samplePeaks(child.pid ?? 0, peaks), 20);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}\n${stderr}`);
  const sum = [...peaks.values()].reduce((total, kib) => total + kib, 0);
  return { seconds: (performance.now() - start) / 1000, peakMib: peaks.size > 0 ? sum / 1024 : undefined };
}

/** The median, which one slow run does not move. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function samplePeaks(root: number, peaks: Map<number, number>): void {
  for (const pid of processTree(root)) {
    const peak = /VmHWM:\s+(\d+)/.exec(readProc(`/proc/${pid}/status`))?.[1];
    if (peak !== undefined) peaks.set(pid, Number(peak));
  }
}

function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of listProc()) {
    // The command in parentheses may hold spaces; the parent is the second field after it.
    const parent = /^\d+ \(.*\) \S+ (\d+)/s.exec(readProc(`/proc/${entry}/stat`))?.[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

function listProc(): string[] {
  try {
    return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  } catch {
    return [];
  }
}

function readProc(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
