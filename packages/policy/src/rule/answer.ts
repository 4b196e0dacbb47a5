import type { Reading } from "../view/reading.js";
import type { OnUnknown } from "./rule.js";

/**
 * What a rule says of a resource or a stack. `unknown` is an answer of its own: what only a deployment can tell is
 * neither right nor wrong, and must never pass for right.
 */
export type Answer =
  | { readonly result: "pass"; readonly value?: string; readonly limit?: string }
  | { readonly result: "not-applicable" }
  | FailedAnswer
  | UnknownAnswer;

export interface FailedAnswer {
  readonly result: "fail";
  /** A sentence without a full stop that says what is wrong. Never holds the value of a secret. */
  readonly message: string;
  /** Path of the input, in Pulumi's spelling. */
  readonly path?: string;
  /** What was found and what is allowed, with units. */
  readonly value?: string;
  readonly limit?: string;
}

export interface UnknownAnswer {
  readonly result: "unknown";
  /** A sentence that says what is not known. */
  readonly message: string;
  readonly path?: string;
  /** What it does, where that is said of the very thing and not of the rule: a budget has an own word. */
  readonly onUnknown?: Exclude<OnUnknown, "defer">;
}

export const pass: Answer = { result: "pass" };
export const notApplicable: Answer = { result: "not-applicable" };

export const fail = (message: string, details: Omit<FailedAnswer, "result" | "message"> = {}): FailedAnswer => ({
  result: "fail",
  message,
  ...details,
});

/** Of a value that is not known; `so` says what may therefore be the case. */
export function unknown(reading: Reading<unknown> | string, so: string): UnknownAnswer {
  const path = typeof reading === "string" ? reading : reading.path;
  const reason = typeof reading === "string" || reading.state !== "unknown" ? undefined : reading.reason;
  return { result: "unknown", message: `${path} ${reason ?? "is not known yet"}, so ${so}`, path };
}

/**
 * One answer of several parts: a failure counts before an unknown, an unknown before a pass. All failures are told.
 */
export function allOf(answers: Iterable<Answer>): Answer {
  const fails: FailedAnswer[] = [];
  const unknowns: UnknownAnswer[] = [];
  let passed: Answer | undefined;
  for (const answer of answers) {
    if (answer.result === "fail") fails.push(answer);
    else if (answer.result === "unknown") unknowns.push(answer);
    else if (answer.result === "pass") passed ??= answer;
  }
  return joined(fails) ?? joined(unknowns) ?? passed ?? notApplicable;
}

function joined<T extends FailedAnswer | UnknownAnswer>(answers: readonly T[]): T | undefined {
  const [first] = answers;
  if (first === undefined || answers.length === 1) return first;
  return { ...first, message: [...new Set(answers.map(({ message }) => message))].join("; ") };
}
