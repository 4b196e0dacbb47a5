import type { GraphResource } from "@roadstead/core";

/** What a rule looks at: one resource of any program, whoever declared it, as far as it is known. */
export type RuleSubject = Pick<GraphResource, "type" | "inputs">;

/**
 * What a rule says of a resource. `unknown` is an answer of its own: what only a deployment can tell is neither
 * right nor wrong, and must never pass for right.
 */
export type RuleAnswer =
  | { readonly result: "pass" }
  | { readonly result: "not-applicable" }
  /** A sentence that says what is wrong, with the path of the input. */
  | { readonly result: "fail"; readonly message: string }
  /** A sentence that says what is not known yet, with the path of the input. */
  | { readonly result: "unknown"; readonly message: string };

export interface Rule {
  /** Stable, kebab-case: what configuration and waivers name. */
  readonly name: string;
  readonly title: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly why: string;
  readonly fix: string;
  readonly source: string;
  check(resource: RuleSubject): RuleAnswer;
}
