import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { CommanderError } from "commander";
import { createProgram } from "./program.js";
import type { Terminal } from "./terminal.js";
import { safeLines } from "./text/safe-text.js";

/** Runs the command that `args` name (without `node` and the script). Returns the exit code; never exits. */
export async function run(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  let code: 0 | 1 | 2 = 0;
  const program = createProgram(packageVersion(), {
    plan: async (directory, options) => {
      // Only the command that runs is loaded.
      const { runPlan } = await import("./commands/plan.js");
      code = await runPlan(directory, options, terminal);
    },
    cost: async (directory, options) => {
      const { runCost } = await import("./commands/cost.js");
      code = await runCost(directory, options, terminal);
    },
    audit: async (files, options) => {
      const { runAudit } = await import("./commands/audit.js");
      code = await runAudit(files, options, terminal);
    },
    forecast: async (directory, options) => {
      const { runForecast } = await import("./commands/forecast.js");
      code = await runForecast(directory, options, terminal);
    },
    diff: async (sides, options) => {
      const { runDiff } = await import("./commands/cost.js");
      code = await runDiff(sides, options, terminal);
    },
  });
  for (const command of [program, ...program.commands]) prepare(command, terminal);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (args.includes("--json")) {
      const { printUsageDocument } = await import("./commands/show-plan.js");
      printUsageDocument(error.message.replace(/^error: /, ""), terminal);
    }
    return 2;
  }
}

function prepare(command: Command, { stdout, stderr }: Terminal): void {
  command.exitOverride().configureOutput({
    writeOut: stdout.write,
    writeErr: (text) => stderr.write(safeLines(text).join("\n")),
    getOutHelpWidth: () => stdout.columns ?? 100,
    getErrHelpWidth: () => stderr.columns ?? 100,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return (manifest as { readonly version: string }).version;
}
