import { spawn } from "node:child_process";

/**
 * Runs a scanner with a text as its standard input and gives what it printed. Findings make many exit with 1; with any
 * other code, or without a word, a scanner has failed.
 */
export function runTool(command: string, args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.once("error", reject);
    child.once("close", (code) => {
      const isDone = code === 0 || (code === 1 && output !== "");
      if (!isDone) reject(new Error(`${command}: exit ${code}: ${errors}`));
      else resolve(output);
    });
    // A tool that takes no input may be gone before it is written.
    child.stdin.on("error", () => undefined).end(input);
  });
}
