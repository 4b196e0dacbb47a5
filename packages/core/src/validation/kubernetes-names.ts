import type { Problem } from "../problem.js";
import { shown, specProblem } from "../spec/spec-problem.js";
import type { SpecRule } from "../spec/spec-rules.js";

/** Limit of a node group's label and taint keys, prefix and all; Kubernetes itself allows 317. */
const maxKeyLength = 63;
const maxValueLength = 63;
const name = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const prefix = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** A label or taint key: an optional DNS prefix and a slash, then a name. */
export function keyProblems(
  key: string,
  path: string,
  rules: { readonly syntax: SpecRule; readonly length: SpecRule },
): readonly Problem[] {
  if (!isKey(key)) {
    const hint =
      "letters, digits, - _ . with a letter or digit at both ends; before it, if at all, a DNS name and a slash";
    return [specProblem(rules.syntax, path, "is not a key that Kubernetes takes", { got: shown(key), hint })];
  }
  if (key.length <= maxKeyLength) return [];
  const got = `${key.length} characters`;
  return [specProblem(rules.length, path, `is longer than ${maxKeyLength} characters, prefix and all`, { got })];
}

/** A label or taint value; empty is one. */
export function valueProblems(value: string, path: string, rule: SpecRule): readonly Problem[] {
  if (value === "" || (value.length <= maxValueLength && name.test(value))) return [];
  const hint = `at most ${maxValueLength} letters, digits, - _ . with a letter or digit at both ends`;
  return [specProblem(rule, path, "is not a value that Kubernetes takes", { got: shown(value), hint })];
}

/** The prefix of `reserved` that the key has, itself or as a parent domain. */
export function reservedPrefix(key: string, reserved: readonly string[]): string | undefined {
  const slash = key.indexOf("/");
  if (slash < 0) return undefined;
  const own = key.slice(0, slash);
  return reserved.find((candidate) => own === candidate || own.endsWith(`.${candidate}`));
}

function isKey(key: string): boolean {
  const parts = key.split("/");
  const [last, first] = [parts.at(-1) ?? "", parts.length === 2 ? parts[0] : undefined];
  return parts.length <= 2 && name.test(last) && (first === undefined || prefix.test(first));
}
