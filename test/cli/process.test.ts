import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fixture } from "./roadstead.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roadstead-process-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const plan = (project: string, env: Record<string, string> = {}) =>
  spawn(process.execPath, ["packages/cli/bin/roadstead.js", "plan", fixture(project)], {
    cwd: root,
    env: { ...process.env, ...env },
  });

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("the process of roadstead plan", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends the program with itself on %s", async (signal, code) => {
    const pidFile = join(folder, "pid");
    const command = plan("endless", { PID_FILE: pidFile });
    const ended = once(command, "exit");
    await vi.waitFor(() => expect(existsSync(pidFile) && readFileSync(pidFile, "utf8")).toMatch(/^\d+$/), 20_000);
    const program = Number(readFileSync(pidFile, "utf8"));
    command.kill(signal);
    expect(await ended).toEqual([code, null]);
    await vi.waitFor(() => expect(isAlive(program)).toBe(false), 5000);
  });

  it("minds no reader that goes away, of the plan or of what the program prints", async () => {
    const command = plan("buckets");
    command.stdout.destroy();
    command.stderr.destroy();
    expect(await once(command, "exit")).toEqual([0, null]);
  });
});
