import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { tool } from "../tools.js";
import { readEventLog } from "./event-log.js";
import type { EngineLog } from "./event-log.js";
import { languageHostFolder } from "./language-host.js";
import { runCli } from "./run-cli.js";
import type { CliRun } from "./run-cli.js";
import { writeStackFiles } from "./stack-files.js";
import type { StackSettings } from "./stack-settings.js";
import type { PreviewDigest, StateFile } from "./state-file.js";

export interface StackOptions {
  /** Folder of `Pulumi.yaml`. */
  readonly projectDir: string;
  readonly stack: string;
  /** On top of the project's own `Pulumi.<stack>.yaml`; keys without a colon belong to the project. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of `config` to keep secret; those that are encrypted in the project's own file are anyway. */
  readonly secretConfig?: readonly string[];
  /** Such as that of a provider host. */
  readonly env?: Readonly<Record<string, string>>;
  readonly policyPacks?: readonly string[];
  /** Folders of executables that the program's providers call, such as `aws`. */
  readonly pathFolders?: readonly string[];
}

export interface RunArgs {
  /** Further flags, such as `--target` and a URN. */
  readonly flags?: readonly string[];
  /** Default 560 000. */
  readonly timeoutMilliseconds?: number;
  /**
   * Whether the SDK checks the types of a program that the CLI starts, as it does for users: longer than all the rest of
   * a run, and what is committed has been checked by lint. @default false
   */
  readonly checksTypes?: boolean;
}

export interface UpdateResult extends EngineLog, CliRun {}

export interface PreviewResult extends UpdateResult {
  readonly digest: PreviewDigest;
}

/** One stack of the plain CLI, on a backend of its own. An operation that fails is a result, not an error. */
export interface Stack {
  preview(args?: RunArgs): Promise<PreviewResult>;
  /** Without the preview that users have before it. */
  up(args?: RunArgs): Promise<UpdateResult>;
  refresh(args?: RunArgs): Promise<UpdateResult>;
  destroy(args?: RunArgs): Promise<UpdateResult>;
  /** Changes the configuration that it was opened with, for the runs that follow. */
  configure(config: Readonly<Record<string, string>>): void;
  export(): Promise<StateFile>;
  import(state: StateFile): Promise<void>;
  /** Removes the stack's files, whatever is left in its state. */
  remove(): Promise<void>;
}

// Only a failure waits this long: below the limit of a test, which would not say what it waited for.
const defaultTimeoutMilliseconds = 560_000;

/** Opens a new stack of a project; nothing of the caller's own Pulumi settings reaches it. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const { projectDir, stack } = options;
  const { name: project } = parse(readFileSync(join(projectDir, "Pulumi.yaml"), "utf8")) as { name: string };
  const settings: StackSettings = {
    file: join(projectDir, `Pulumi.${stack}.yaml`),
    project,
    config: options.config ?? {},
    secretConfig: options.secretConfig ?? [],
  };
  const files = writeStackFiles(stack, settings);
  const env = { ...engineEnvironment(options), ...files.env };

  const run = (command: readonly string[], args: RunArgs = {}): Promise<CliRun> => {
    const { flags = [], timeoutMilliseconds, checksTypes = false } = args;
    return runCli(tool("pulumi"), [...command, ...flags, "--stack", stack, "--non-interactive", "--color", "never"], {
      cwd: projectDir,
      env: { ...env, PULUMI_NODEJS_TRANSPILE_ONLY: String(!checksTypes) },
      timeoutMilliseconds: timeoutMilliseconds ?? defaultTimeoutMilliseconds,
    });
  };

  let runs = 0;
  const operate = async (command: readonly string[], args: RunArgs | undefined): Promise<UpdateResult> => {
    const eventLog = join(files.folder, `events-${runs++}.jsonl`);
    const result = await run([...command, "--event-log", eventLog, "--config-file", files.configFile], args);
    return { ...result, ...readEventLog(eventLog) };
  };
  const packs = (options.policyPacks ?? []).flatMap((folder) => ["--policy-pack", folder]);

  return {
    async preview(args) {
      const result = await operate(["preview", "--json", ...packs], args);
      return { ...result, digest: parseDigest(result.stdout) };
    },
    up: (args) => operate(["up", "--yes", "--skip-preview", ...packs], args),
    refresh: (args) => operate(["refresh", "--yes", "--skip-preview"], args),
    destroy: (args) => operate(["destroy", "--yes", "--skip-preview"], args),
    configure(config) {
      files.configure({ ...settings, config: { ...settings.config, ...config } });
    },
    export: () => Promise.resolve(files.state()),
    async import(state) {
      const file = join(files.folder, "import.json");
      writeFileSync(file, JSON.stringify(state));
      const { exitCode, stderr } = await run(["stack", "import", "--file", file]);
      if (exitCode !== 0) throw new Error(`pulumi stack import: ${stderr}`);
    },
    remove: () => Promise.resolve(files.remove()),
  };
}

/** The digest is the last thing printed; before it come lines of plugins. A preview that never started prints none. */
function parseDigest(stdout: string): PreviewDigest {
  const start = stdout.search(/^\{/m);
  return start < 0 ? {} : (JSON.parse(stdout.slice(start)) as PreviewDigest);
}

/** Settings and credentials that would change what a program declares or where it goes. */
const usersOwn = /^(PULUMI|AWS|GOOGLE|GCLOUD|CLOUDSDK|GCP|KUBE|VITEST|NODE_OPTIONS|TS_NODE)/;

export function engineEnvironment(options: Pick<StackOptions, "env" | "pathFolders">): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || usersOwn.test(name) ? [] : [[name, value] as const],
  );
  const path = options.env?.["PATH"] ?? process.env["PATH"] ?? "";
  return {
    ...Object.fromEntries(inherited),
    ...options.env,
    // The host last: where it is on PATH, its folder has providers too, which must not hide those of the bench.
    PATH: [...(options.pathFolders ?? []), path, languageHostFolder()].join(delimiter),
  };
}
