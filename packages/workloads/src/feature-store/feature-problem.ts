import type { Problem } from "@roadstead/core";
import type { FeatureRule } from "./rules.js";

/** A Problem whose rule is one of the table. */
export function featureProblem(
  rule: FeatureRule,
  path: string,
  message: string,
  details: Pick<Problem, "got" | "allowed" | "hint"> = {},
): Problem {
  return { rule, path, message, ...details };
}

/** Problems of a number that is not whole, or out of its range. */
export function rangeProblems(
  value: unknown,
  path: string,
  least: number,
  most: number,
  unit: string,
): readonly Problem[] {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return [];
  return [
    featureProblem("features/size", path, "is no whole number in the range", {
      got: JSON.stringify(value) ?? "undefined",
      allowed: [`${least} to ${most} ${unit}`],
    }),
  ];
}

/** The URL that a text is; undefined for anything else. */
export function parsedUrl(text: unknown, protocols: readonly string[]): URL | undefined {
  if (typeof text !== "string" || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) && url.hostname !== "" && url.username === "" && url.password === ""
    ? url
    : undefined;
}
