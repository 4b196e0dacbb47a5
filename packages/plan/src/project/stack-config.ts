import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { GraphDiagnostic } from "@roadstead/core";
import type { ConfigValues } from "../monitor/deployment-config.js";
import { wireUnknown } from "../wire/wire-value.js";
import type { ProjectFile } from "./project-file.js";
import { isFields, readYaml } from "./project-file.js";
import { usageError } from "./usage-error.js";

/** Configuration of a stack, ready for the SDK, with what has to be said about it. */
export interface StackConfig extends ConfigValues {
  readonly diagnostics: readonly GraphDiagnostic[];
}

/** The stack to plan when none is named: the only one that has a file, else `dev`. */
export function defaultStack(project: ProjectFile): string {
  const files = existsSync(project.stackFolder) ? readdirSync(project.stackFolder) : [];
  const stacks = files.flatMap((file) => /^Pulumi\.([^.]+)\.ya?ml$/.exec(file)?.[1] ?? []);
  return stacks.length === 1 && stacks[0] !== undefined ? stacks[0] : "dev";
}

/**
 * Configuration by full key: the project's defaults, the stack's file, then what the caller gives.
 * @throws PlanUsageError when the stack's file cannot be read or the project demands a value that is nowhere.
 */
export function stackConfig(
  project: ProjectFile,
  stack: string,
  given: Readonly<Record<string, string>> = {},
  secretGiven: readonly string[] = [],
): StackConfig {
  const values = new ConfigCollector(project.name);
  const required = addProjectDefaults(project, values);
  const file = ["yaml", "yml", "json"]
    .map((extension) => join(project.stackFolder, `Pulumi.${stack}.${extension}`))
    .find((path) => existsSync(path));
  const content = file === undefined ? {} : readYaml(file);
  const ofStack = content["config"] ?? {};
  if (!isFields(ofStack)) throw usageError("stack/config", file ?? stack, "config must be a mapping");
  for (const [key, value] of Object.entries(ofStack)) values.set(key, value);
  for (const [key, value] of Object.entries(given)) values.give(key, value);
  for (const key of secretGiven) values.markSecret(key);

  const missing = required.filter((key) => !values.has(key));
  if (missing.length > 0) {
    const keys = missing.join(", ");
    throw usageError(
      "stack/required-config",
      file ?? `Pulumi.${stack}.yaml`,
      `lacks ${keys}, which ${project.file} declares without a default`,
      `add it there, or give --config ${missing[0]}=<value>`,
    );
  }
  return { ...values.collected(), diagnostics: environmentDiagnostics(content["environment"]) };
}

function addProjectDefaults(project: ProjectFile, values: ConfigCollector): string[] {
  const required: string[] = [];
  for (const [key, declared] of Object.entries(project.config)) {
    const names = isFields(declared) ? Object.keys(declared) : [];
    const isDeclaration = ["type", "default", "value", "description", "secret", "items"].some((name) =>
      names.includes(name),
    );
    if (!isFields(declared) || !isDeclaration) {
      values.set(key, declared);
      continue;
    }
    const value = declared["value"] ?? declared["default"];
    if (value !== undefined) values.set(key, value);
    else required.push(key);
    if (declared["secret"] === true) values.markSecret(key);
  }
  return required;
}

function environmentDiagnostics(environment: unknown): GraphDiagnostic[] {
  if (environment === undefined || (Array.isArray(environment) && environment.length === 0)) return [];
  const message = "The stack imports a Pulumi ESC environment, which a plan cannot read: give its values with --config";
  return [{ severity: "warning", code: "environment-unread", message }];
}

/** Gathers values under full keys; later ones win. */
class ConfigCollector {
  readonly #project: string;
  readonly #config = new Map<string, string>();
  readonly #secret = new Set<string>();
  readonly #encrypted = new Set<string>();

  constructor(project: string) {
    this.#project = project;
  }

  has(key: string): boolean {
    return this.#config.has(this.#fullKey(key));
  }

  set(key: string, value: unknown): void {
    const fullKey = this.#fullKey(key);
    this.#encrypted.delete(fullKey);
    if (isEncrypted(value)) {
      this.#encrypted.add(fullKey);
      this.#secret.add(fullKey);
      this.#config.set(fullKey, wireUnknown);
      return;
    }
    const readable = withoutCiphertext(value);
    if (readable.hadSecret) this.#secret.add(fullKey);
    this.#config.set(fullKey, asText(readable.value));
  }

  /** A plain value from the caller. It takes the place of an encrypted one, and stays as secret as that was. */
  give(key: string, value: string): void {
    const fullKey = this.#fullKey(key);
    this.#encrypted.delete(fullKey);
    this.#config.set(fullKey, value);
  }

  markSecret(key: string): void {
    this.#secret.add(this.#fullKey(key));
  }

  collected(): ConfigValues {
    return {
      config: Object.fromEntries(this.#config),
      secretKeys: [...this.#secret].sort(),
      encryptedKeys: [...this.#encrypted].sort(),
    };
  }

  // `a:config:b` is how files of long ago spell `a:b`.
  #fullKey(key: string): string {
    const plain = key.replace(/^([^:]+):config:/, "$1:");
    return plain.includes(":") ? plain : `${this.#project}:${plain}`;
  }
}

const isEncrypted = (value: unknown): boolean =>
  isFields(value) && Object.keys(value).length === 1 && typeof value["secure"] === "string";

// Encrypted values may stand deep inside an object: there the unknown's own mark takes their place.
function withoutCiphertext(value: unknown): { value: unknown; hadSecret: boolean } {
  let hadSecret = false;
  const strip = (item: unknown): unknown => {
    if (isEncrypted(item)) {
      hadSecret = true;
      return wireUnknown;
    }
    if (Array.isArray(item)) return item.map(strip);
    if (!isFields(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([name, inner]) => [name, strip(inner)]));
  };
  return { value: strip(value), hadSecret };
}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
