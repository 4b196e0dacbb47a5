import { isPlainObject } from "./untyped.js";
import type { Problem } from "../problem.js";
import { keyPath, shown, specProblem, suggestion } from "../spec/spec-problem.js";
import type { SpecRule } from "../spec/spec-rules.js";

/** Reads untyped data as T. Reports what is wrong to `problems`, and then returns undefined. Never throws. */
export type Reader<T> = (value: unknown, path: string, problems: Problem[]) => T | undefined;

interface Field<T, R extends boolean> {
  readonly read: Reader<T>;
  readonly required: R;
}

/** One reader for every member of T, so that a member added to the type cannot be forgotten here. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>, undefined extends T[K] ? false : true>;
};

export function required<T>(read: Reader<T>): Field<T, true> {
  return { read, required: true };
}

export function optional<T>(read: Reader<T>): Field<T, false> {
  return { read, required: false };
}

export const string: Reader<string> = (value, path, problems) => {
  if (typeof value === "string") return value;
  const scalar = typeof value === "number" || typeof value === "boolean";
  return wrongType(value, path, problems, "a string", scalar ? `put it in quotes: "${value}"` : undefined);
};

export const number: Reader<number> = (value, path, problems) => {
  if (typeof value === "number" && !Number.isNaN(value)) return value;
  const numeric = typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
  return wrongType(value, path, problems, "a number", numeric ? "leave out the quotes" : undefined);
};

export const boolean: Reader<boolean> = (value, path, problems) =>
  typeof value === "boolean" ? value : wrongType(value, path, problems, "true or false");

/** One of a few strings, refused by a rule of its own. */
export function oneOf<const T extends string>(rule: SpecRule, allowed: readonly T[]): Reader<T> {
  return (value, path, problems) => {
    const text = string(value, path, problems);
    if (text === undefined) return undefined;
    const found = allowed.find((candidate) => candidate === text);
    if (found === undefined) {
      const details = { got: shown(text), allowed, ...suggestion(text, allowed) };
      problems.push(specProblem(rule, path, "is not one of the allowed values", details));
    }
    return found;
  };
}

export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return wrongType(value, path, problems, "a list");
    const before = problems.length;
    const items = Array.from(value, (item: unknown, index) => read(item, `${path}[${index}]`, problems));
    return problems.length === before ? (items as T[]) : undefined;
  };
}

/** Members under free names. `keep` says what happens to the good members when others are bad. */
export function record<T>(read: Reader<T>, keep: "all" | "good" = "all"): Reader<Readonly<Record<string, T>>> {
  return (value, path, problems) => {
    if (!isPlainObject(value)) return wrongType(value, path, problems, "an object");
    const before = problems.length;
    const members = Object.entries(value).map(
      ([key, member]) => [key, read(member, keyPath(path, key), problems)] as const,
    );
    if (keep === "all" && problems.length > before) return undefined;
    return Object.fromEntries(members.filter(([, member]) => member !== undefined)) as Record<string, T>;
  };
}

/** Members under known names; undefined as soon as one is bad, missing or unknown. */
export function object<T extends object>(fields: Fields<T>): Reader<T> {
  return (value, path, problems) => {
    const before = problems.length;
    const members = readMembers(fields, value, path, problems);
    return problems.length === before ? (members as T) : undefined;
  };
}

/** The members that can be read, in the order of `fields`. */
export function readMembers<T extends object>(
  fields: Fields<T>,
  value: unknown,
  path: string,
  problems: Problem[],
): Partial<T> {
  if (!isPlainObject(value)) {
    wrongType(value, path, problems, "an object");
    return {};
  }
  reportUnknownKeys(Object.keys(fields), value, path, problems);
  const members: [string, unknown][] = [];
  for (const [key, field] of Object.entries<Field<unknown, boolean>>(fields)) {
    const member = Object.hasOwn(value, key) ? value[key] : undefined;
    if (member === undefined) {
      if (field.required) problems.push(specProblem("spec/missing-key", keyPath(path, key), "is missing"));
      continue;
    }
    const read = field.read(member, keyPath(path, key), problems);
    if (read !== undefined) members.push([key, read]);
  }
  return Object.fromEntries(members) as Partial<T>;
}

function reportUnknownKeys(known: readonly string[], value: object, path: string, problems: Problem[]): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const details = { allowed: known, ...suggestion(key, known) };
    problems.push(specProblem("spec/unknown-key", keyPath(path, key), "is not a key here", details));
  }
}

function wrongType(value: unknown, path: string, problems: Problem[], wanted: string, hint?: string): undefined {
  const details = { got: shown(value), ...(hint === undefined ? {} : { hint }) };
  problems.push(specProblem("spec/type", path === "" ? "spec" : path, `must be ${wanted}`, details));
  return undefined;
}
