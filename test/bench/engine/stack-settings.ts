import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { encrypted, encryptionSalt } from "./config-secret.js";

type Config = Record<string, unknown>;

/** What the configuration of one stack is made of. */
export interface StackSettings {
  /** The project's own `Pulumi.<stack>.yaml`, which may be missing. */
  readonly file: string;
  readonly project: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretConfig: readonly string[];
}

/**
 * Content of a `Pulumi.<stack>.yaml` that the bench's passphrase opens: the project's own settings and on top of them
 * the caller's. Values that are encrypted for somebody else have to be given by the caller; they stay secret.
 */
export function stackSettings({ file, project, config, secretConfig }: StackSettings): object {
  const settings = (existsSync(file) ? parse(readFileSync(file, "utf8")) : {}) as { config?: Config };
  const ofFile = qualified(settings.config ?? {}, project);
  const ofCaller = qualified(config, project);
  const foreign = Object.keys(ofFile).filter((key) => isSecure(ofFile[key]) && !(key in ofCaller));
  if (foreign.length > 0) throw new Error(`${file}: give the encrypted values of ${foreign.join(", ")} in config`);

  const secretKeys = secretConfig.map((key) => qualifiedKey(key, project));
  for (const [key, value] of Object.entries(ofCaller)) {
    const seals = isSecure(ofFile[key]) || secretKeys.includes(key);
    ofCaller[key] = seals ? { secure: encrypted(String(value)) } : value;
  }
  return { ...settings, encryptionsalt: encryptionSalt(), config: { ...ofFile, ...ofCaller } };
}

const qualified = (config: Readonly<Config>, project: string): Config =>
  Object.fromEntries(Object.entries(config).map(([key, value]) => [qualifiedKey(key, project), value]));

const qualifiedKey = (key: string, project: string): string => (key.includes(":") ? key : `${project}:${key}`);

const isSecure = (value: unknown): boolean => typeof value === "object" && value !== null && "secure" in value;
