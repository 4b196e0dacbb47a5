import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchRun } from "../run.js";
import { parse, stringify } from "yaml";
import { encrypted, encryptionSalt, passphrase } from "./config-secret.js";
import { scratchFolder } from "./scratch-folder.js";

/** Where one stack of the bench lies: its own home, backend and configuration, so that nothing of the user's is read. */
export interface StackFiles {
  readonly folder: string;
  readonly configFile: string;
  readonly eventLog: string;
  readonly env: Readonly<Record<string, string>>;
}

type Config = Record<string, unknown>;

/**
 * Writes what `pulumi stack init` and one `pulumi config set` for each key would: starting the CLI for it would cost
 * a second each. The project's own `Pulumi.<stack>.yaml` is read and never written.
 *
 * Values in it that are encrypted for somebody else have to be given in `config`; they are encrypted again.
 */
export function writeStackFiles(options: {
  readonly projectDir: string;
  readonly project: string;
  readonly stack: string;
  readonly config: Config;
  readonly secretConfig: readonly string[];
}): StackFiles {
  const { projectDir, project, stack } = options;
  const folder = scratchFolder("stack");
  const state = join(folder, "state");
  const temporary = join(benchRun().dir, "temporary");
  mkdirSync(temporary, { recursive: true });
  mkdirSync(join(state, ".pulumi/stacks", project), { recursive: true });
  mkdirSync(join(folder, "home"));
  writeFileSync(join(state, ".pulumi/meta.yaml"), "version: 1\n");
  const name = `organization/${project}/${stack}`;
  writeFileSync(
    join(state, ".pulumi/stacks", project, `${stack}.json`),
    JSON.stringify({ version: 3, checkpoint: { stack: name, latest: null } }),
  );
  const configFile = join(folder, `Pulumi.${stack}.yaml`);
  const ofProject = join(projectDir, `Pulumi.${stack}.yaml`);
  writeFileSync(configFile, stringify(stackSettings(ofProject, project, options.config, options.secretConfig)));
  return {
    folder,
    configFile,
    eventLog: join(folder, "events.jsonl"),
    env: {
      // Compilers and the SDK keep caches there, which the stacks of a run can share.
      TMPDIR: temporary,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_SKIP_UPDATE_CHECK: "1",
      // `--event-log` is one of them.
      PULUMI_DEBUG_COMMANDS: "1",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "1",
    },
  };
}

function stackSettings(file: string, project: string, given: Config, secret: readonly string[]): Config {
  const settings = (existsSync(file) ? parse(readFileSync(file, "utf8")) : {}) as { config?: Config };
  const ofFile = qualified(settings.config ?? {}, project);
  const ofCaller = qualified(given, project);
  const foreign = Object.keys(ofFile).filter((key) => isSecure(ofFile[key]) && !(key in ofCaller));
  if (foreign.length > 0) throw new Error(`${file}: give the encrypted values of ${foreign.join(", ")} in config`);

  const secretKeys = Object.keys(qualified(Object.fromEntries(secret.map((key) => [key, true])), project));
  for (const [key, value] of Object.entries(ofCaller)) {
    const seals = isSecure(ofFile[key]) || secretKeys.includes(key);
    ofCaller[key] = seals ? { secure: encrypted(String(value)) } : value;
  }
  return { ...settings, encryptionsalt: encryptionSalt(), config: { ...ofFile, ...ofCaller } };
}

const qualified = (config: Config, project: string): Config =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value]),
  );

const isSecure = (value: unknown): boolean => typeof value === "object" && value !== null && "secure" in value;

export const removeStackFiles = (files: StackFiles): void => rmSync(files.folder, { recursive: true, force: true });
