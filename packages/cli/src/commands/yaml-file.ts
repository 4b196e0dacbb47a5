import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PlanUsageError } from "@roadstead/plan/stored";
import type { parse } from "yaml";

export interface YamlFile {
  readonly text: string;
  readonly value: unknown;
}

/** Reads YAML or JSON. @throws PlanUsageError with `rule` where it cannot be read, or is neither. */
export function readYamlFile(file: string, rule: string): YamlFile {
  try {
    const text = readFileSync(file, "utf8");
    // Loaded only here: it has seventy modules, and most runs read no YAML.
    const yaml = createRequire(import.meta.url)("yaml") as { readonly parse: typeof parse };
    return { text, value: yaml.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new PlanUsageError([{ rule, path: file, message }]);
  }
}
