import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../tools.js";
import { readEvents } from "./event-log.js";
import type { EngineLog } from "./event-log.js";
import { runCli } from "./run-cli.js";
import type { CliRun } from "./run-cli.js";
import { scratchFolder } from "./scratch-folder.js";
import { engineEnvironment } from "./stack.js";
import type { StateFile } from "./state-file.js";

export interface AnalyzeOptions {
  /** Folders of packs, and what `--policy-pack-config` says of their policies. */
  readonly packs: readonly { readonly folder: string; readonly config: object }[];
  readonly env?: Readonly<Record<string, string>>;
}

/** `pulumi policy analyze` of an exported state: no stack, no program and no provider is there. */
export async function analyzeState(
  state: StateFile,
  { packs, env = {} }: AnalyzeOptions,
): Promise<Pick<EngineLog, "policyViolations"> & CliRun> {
  const folder = scratchFolder("analyze");
  const file = (name: string, value: unknown): string => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  const flags = packs.flatMap(({ folder: pack, config }, i) => [
    "--policy-pack",
    pack,
    "--policy-pack-config",
    file(`pack-${i}.json`, config),
  ]);
  const args = ["policy", "analyze", "--json", "--file", file("state.json", state), ...flags];
  const run = await runCli(tool("pulumi"), args, {
    cwd: folder,
    env: { ...engineEnvironment({ env }), PULUMI_HOME: join(folder, "home") },
    timeoutMilliseconds: 200_000,
  });
  return { ...run, policyViolations: readEvents(run.stdout).policyViolations };
}
