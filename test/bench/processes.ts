import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Anything but "no such process" says that there is one.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Other processes whose command line mentions a text, such as a folder that no one else can know. */
export function processesThatMention(text: string): number[] {
  const commands = existsSync("/proc/self/cmdline") ? commandsOfProc() : commandsOfPs();
  return commands.filter(({ pid, command }) => pid !== process.pid && command.includes(text)).map(({ pid }) => pid);
}

/** Ends at once every other process whose command line mentions a text. */
export function endProcessesThatMention(text: string): void {
  for (const pid of processesThatMention(text)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
}

interface Command {
  readonly pid: number;
  readonly command: string;
}

function commandsOfProc(): Command[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), command: readCommand(entry) }));
}

function readCommand(entry: string): string {
  try {
    return readFileSync(`/proc/${entry}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

function commandsOfPs(): Command[] {
  const lines = execFileSync("ps", ["-A", "-ww", "-o", "pid=,command="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [, pid = "0", command = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), command };
  });
}
