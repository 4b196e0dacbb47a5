import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { benchRun } from "../run.js";
import { passphrase } from "./config-secret.js";
import { scratchFolder } from "./scratch-folder.js";
import { stackSettings } from "./stack-settings.js";
import type { StackSettings } from "./stack-settings.js";
import type { StateFile } from "./state-file.js";

/** Where one stack of the bench lies: its own home, backend and configuration, so that nothing of the user's is read. */
export interface StackFiles {
  readonly folder: string;
  readonly configFile: string;
  readonly env: Readonly<Record<string, string>>;
  /** Writes the configuration again, for the next run. */
  configure(settings: StackSettings): void;
  /** What `pulumi stack export` prints, without starting it. */
  state(): StateFile;
  remove(): void;
}

/**
 * Writes what `pulumi stack init` and one `pulumi config set` for each key would: starting the CLI for it would cost
 * a second each. The project's own files are never written.
 */
export function writeStackFiles(stack: string, settings: StackSettings): StackFiles {
  const folder = scratchFolder("stack");
  const backend = join(folder, "state");
  const stateFile = join(backend, ".pulumi/stacks", settings.project, `${stack}.json`);
  const temporary = join(benchRun().dir, "temporary");
  for (const made of [temporary, join(folder, "home"), join(stateFile, "..")]) mkdirSync(made, { recursive: true });
  writeFileSync(join(backend, ".pulumi/meta.yaml"), "version: 1\n");
  const name = `organization/${settings.project}/${stack}`;
  writeFileSync(stateFile, JSON.stringify({ version: 3, checkpoint: { stack: name, latest: null } }));

  const configFile = join(folder, `Pulumi.${stack}.yaml`);
  const configure = (changed: StackSettings): void => writeFileSync(configFile, stringify(stackSettings(changed)));
  configure(settings);
  return {
    folder,
    configFile,
    env: {
      // Compilers and the SDK keep caches there, which the stacks of a run can share.
      TMPDIR: temporary,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_SKIP_UPDATE_CHECK: "1",
      // `--event-log` is one of them.
      PULUMI_DEBUG_COMMANDS: "1",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "1",
      // One state at the end of a run, not one for each resource: most of the CLI's own work. A run that fails writes
      // it too; only of one that is killed nothing would be known.
      PULUMI_EXPERIMENTAL: "1",
      PULUMI_SKIP_CHECKPOINTS: "1",
    },
    configure,
    state() {
      const { version, checkpoint } = JSON.parse(readFileSync(stateFile, "utf8")) as Checkpoint;
      return { version, deployment: checkpoint.latest ?? {} };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface Checkpoint {
  readonly version: number;
  readonly checkpoint: { readonly latest: StateFile["deployment"] | null };
}
