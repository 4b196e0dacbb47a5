import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command in the repository's root, in a pipe. */
export const roadstead = (...args: string[]): Promise<CommandResult> =>
  new Promise((resolve) => {
    const { COLUMNS: _columns, ...env } = process.env;
    const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, ["packages/cli/bin/roadstead.js", ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

/** Path of a project of these tests, from the root. */
export const fixture = (name: string): string => `test/cli/fixtures/${name}`;
