import { readFileSync } from "node:fs";
import type { Problem } from "@roadstead/core";
import { nearest, sortProblems } from "@roadstead/core";
import { parse } from "yaml";
import type { PlanAnswers } from "./plan-answers.js";

/** A file's answers, or what is wrong with it. */
export type LoadedAnswers =
  | { readonly answers: PlanAnswers; readonly problems: readonly [] }
  | { readonly answers?: undefined; readonly problems: readonly Problem[] };

/** Reads an answers file, YAML or JSON. Never throws: a file that cannot be read is a Problem too. */
export function loadAnswers(file: string): LoadedAnswers {
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { problems: [{ rule: "answers/readable", path: file, message }] };
  }
  const problems = answersProblems(value ?? {});
  return problems.length > 0 ? { problems } : { answers: (value ?? {}) as PlanAnswers, problems: [] };
}

/** All that is wrong with the content of an answers file; empty when it is a {@link PlanAnswers}. */
export function answersProblems(value: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  const top = objectAt(value, "answers", ["invokes", "stackReferences", "reads"], [], problems);

  for (const [i, item] of listAt(top?.["invokes"], "invokes", problems).entries()) {
    const path = `invokes[${i}]`;
    const answer = objectAt(item, path, ["token", "args", "result"], ["token", "result"], problems);
    textAt(answer?.["token"], `${path}.token`, problems);
    mapAt(answer?.["args"], `${path}.args`, problems);
    mapAt(answer?.["result"], `${path}.result`, problems);
  }
  const references = mapAt(top?.["stackReferences"], "stackReferences", problems) ?? {};
  for (const [name, item] of Object.entries(references)) {
    const path = `stackReferences[${JSON.stringify(name)}]`;
    const answer = objectAt(item, path, ["outputs", "secretOutputs"], [], problems);
    mapAt(answer?.["outputs"], `${path}.outputs`, problems);
    mapAt(answer?.["secretOutputs"], `${path}.secretOutputs`, problems);
  }
  for (const [i, item] of listAt(top?.["reads"], "reads", problems).entries()) {
    const path = `reads[${i}]`;
    const answer = objectAt(item, path, ["type", "id", "outputs"], ["type", "id", "outputs"], problems);
    textAt(answer?.["type"], `${path}.type`, problems);
    textAt(answer?.["id"], `${path}.id`, problems);
    mapAt(answer?.["outputs"], `${path}.outputs`, problems);
  }
  return sortProblems(problems);
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectAt(
  value: unknown,
  path: string,
  known: readonly string[],
  required: readonly string[],
  problems: Problem[],
): Fields | undefined {
  if (!isObject(value)) {
    problems.push({ rule: "answers/type", path, message: "must be a mapping", got: JSON.stringify(value) });
    return undefined;
  }
  for (const name of Object.keys(value).filter((name) => !known.includes(name))) {
    const near = nearest(name, known);
    problems.push({
      rule: "answers/known-field",
      path: `${path}.${name}`,
      message: "is not a field of an answers file",
      allowed: known,
      ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
    });
  }
  for (const name of required.filter((name) => value[name] === undefined)) {
    problems.push({ rule: "answers/required", path: `${path}.${name}`, message: "is missing" });
  }
  return value;
}

function listAt(value: unknown, path: string, problems: Problem[]): readonly unknown[] {
  if (value === undefined || Array.isArray(value)) return value ?? [];
  problems.push({ rule: "answers/type", path, message: "must be a list", got: JSON.stringify(value) });
  return [];
}

function mapAt(value: unknown, path: string, problems: Problem[]): Fields | undefined {
  if (value === undefined || isObject(value)) return value;
  problems.push({ rule: "answers/type", path, message: "must be a mapping", got: JSON.stringify(value) });
  return undefined;
}

function textAt(value: unknown, path: string, problems: Problem[]): void {
  if (value === undefined || (typeof value === "string" && value !== "")) return;
  problems.push({ rule: "answers/type", path, message: "must be a text", got: JSON.stringify(value) });
}
