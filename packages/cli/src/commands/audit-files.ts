import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PlanUsageError } from "@roadstead/plan/stored";
import { matchesGlob } from "@roadstead/policy";

/**
 * The files that names and patterns stand for, each once and sorted. A file of the very name wins over a pattern.
 * @throws PlanUsageError for a pattern that no file matches.
 */
export function auditFiles(names: readonly string[]): readonly string[] {
  const problems = [];
  const files = new Set<string>();
  for (const name of names) {
    const found = isPattern(name) && !existsSync(name) ? matching(name) : [name];
    if (found.length === 0) problems.push({ rule: "audit/no-file", path: name, message: "matches no file" });
    for (const file of found) files.add(file);
  }
  if (problems.length > 0) throw new PlanUsageError(problems);
  return [...files].sort();
}

const isPattern = (name: string): boolean => /[*?]/.test(name);

/** Walks from the last folder that the pattern names in full; `*` also crosses folders. */
function matching(pattern: string): readonly string[] {
  const steps = pattern.split("/");
  const first = steps.findIndex(isPattern);
  const base = steps.slice(0, first).join("/");
  const folder = base === "" ? (pattern.startsWith("/") ? "/" : ".") : base;
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => matchesGlob(join(pattern), file));
}
