import { type Problem, nearest } from "../problem.js";
import type { SpecRule } from "./spec-rules.js";

/** A Problem whose rule is one of the table. */
export function specProblem(
  rule: SpecRule,
  path: string,
  message: string,
  details: Pick<Problem, "got" | "allowed" | "hint"> = {},
): Problem {
  return { rule, path, message, ...details };
}

/** `did you mean "…"?` for the candidate that is near; nothing where none is. */
export function suggestion(value: string, candidates: readonly string[]): { readonly hint?: string } {
  const near = nearest(value, candidates);
  return near === undefined ? {} : { hint: `did you mean "${near}"?` };
}

const maxShown = 120;

/** A value as JSON would print it; long text cut, lists and objects by their kind. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > maxShown ? `${value.slice(0, maxShown)}…` : value);
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "a list" : "an object";
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    default:
      return `a value of type ${typeof value}`;
  }
}

/** The path of a member: `a.b`, or `a["b/c"]` for keys that are no plain words. */
export function keyPath(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
