import type { Problem } from "@roadstead/core";
import { isPlainObject, memberPath, nearest, shown } from "@roadstead/core";

/** Reads untyped data. What is wrong goes to the list of problems, with its path; nothing throws. */
export interface FileReader {
  readonly problems: Problem[];
  problem(rule: string, path: string, message: string, details?: Pick<Problem, "got" | "allowed" | "hint">): undefined;
  /** Members of an object; unknown keys and missing required ones are problems. */
  object(
    value: unknown,
    path: string,
    keys: readonly string[],
    required?: readonly string[],
  ): Readonly<Record<string, unknown>>;
  /** Members under free names. */
  entries(value: unknown, path: string): readonly (readonly [string, unknown, string])[];
  list(value: unknown, path: string): readonly (readonly [unknown, string])[];
  text(value: unknown, path: string): string | undefined;
  texts(value: unknown, path: string): readonly string[] | undefined;
  flag(value: unknown, path: string): boolean | undefined;
  number(
    value: unknown,
    path: string,
    bounds?: { readonly minimum?: number; readonly maximum?: number; readonly integer?: boolean },
  ): number | undefined;
  oneOf<const T extends string>(value: unknown, path: string, allowed: readonly T[]): T | undefined;
  /** A calendar day, `2026-11-24`. */
  date(value: unknown, path: string): string | undefined;
}

const given = (value: unknown): boolean => value !== undefined && value !== null;

export function fileReader(): FileReader {
  const problems: Problem[] = [];
  const problem: FileReader["problem"] = (rule, path, message, details = {}) => {
    problems.push({ rule: `guardrails/${rule}`, path: path === "" ? "guardrails" : path, message, ...details });
    return undefined;
  };
  const wrongType = (value: unknown, path: string, wanted: string): undefined =>
    problem("type", path, `must be ${wanted}`, { got: shown(value) });
  const text: FileReader["text"] = (value, path) => {
    if (!given(value)) return undefined;
    if (typeof value !== "string") return wrongType(value, path, "a text");
    return value.trim() === "" ? problem("empty", path, "is empty") : value;
  };
  const list: FileReader["list"] = (value, path) => {
    if (!given(value)) return [];
    if (!Array.isArray(value)) return wrongType(value, path, "a list") ?? [];
    return value.map((item: unknown, i) => [item, `${path}[${i}]`] as const);
  };
  return {
    problems,
    problem,
    text,
    list,
    object: (value, path, keys, required = []) => {
      if (!isPlainObject(value)) return wrongType(value, path, "an object") ?? {};
      for (const key of Object.keys(value)) {
        if (keys.includes(key)) continue;
        const near = nearest(key, keys);
        const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
        problem("unknown-key", memberPath(path, key), "is not a key here", { allowed: keys, ...hint });
      }
      for (const key of required) if (!given(value[key])) problem("missing-key", memberPath(path, key), "is missing");
      return value;
    },
    entries: (value, path) => {
      if (!given(value)) return [];
      if (!isPlainObject(value)) return wrongType(value, path, "an object") ?? [];
      return Object.entries(value).map(([key, member]) => [key, member, memberPath(path, key)] as const);
    },
    texts: (value, path) => {
      if (!given(value)) return undefined;
      return list(value, path).flatMap(([item, at]) => text(item, at) ?? []);
    },
    flag: (value, path) => {
      if (!given(value)) return undefined;
      return typeof value === "boolean" ? value : wrongType(value, path, "true or false");
    },
    number: (value, path, { minimum = -Infinity, maximum = Infinity, integer = false } = {}) => {
      if (!given(value)) return undefined;
      if (typeof value !== "number" || !Number.isFinite(value)) return wrongType(value, path, "a number");
      if (integer && !Number.isInteger(value)) {
        return problem("range", path, "must be a whole number", { got: String(value) });
      }
      if (value >= minimum && value <= maximum) return value;
      const allowed = maximum === Infinity ? `${minimum} or more` : `${minimum} to ${maximum}`;
      return problem("range", path, "is out of range", { got: String(value), allowed: [allowed] });
    },
    oneOf: (value, path, allowed) => {
      if (!given(value)) return undefined;
      const found = allowed.find((candidate) => candidate === value);
      if (found !== undefined) return found;
      const near = typeof value === "string" ? nearest(value, allowed) : undefined;
      const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
      return problem("value", path, "is not one of the allowed values", { got: shown(value), allowed, ...hint });
    },
    date: (value, path) => {
      if (!given(value)) return undefined;
      const day = isPlainDate(value) ? value : undefined;
      return (
        day ?? problem("date", path, "must be a day such as 2026-11-24, in quotes or plain", { got: shown(value) })
      );
    },
  };
}

const msPerDay = 86_400_000;

/** A day that the calendar has. */
export function isPlainDate(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / msPerDay);
