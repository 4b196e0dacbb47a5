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
      return quoted(value.length > maxShown ? `${value.slice(0, maxShown)}…` : value);
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
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${quoted(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** As JSON, with all that a terminal would obey or hide as an escape: bidirectional overrides, zero-width characters. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.split("").map(escaped).join(""),
  );
}

/** One UTF-16 unit as JSON escapes it. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
