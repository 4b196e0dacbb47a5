import type { ConfigValue } from "../rule/config-field.js";
import type { Level, OnUnknown } from "../rule/rule.js";

/** What `guardrails.yaml` says, read and checked. */
export interface Guardrails {
  readonly environments: readonly Environment[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly budgets: readonly Budget[];
  readonly waivers: Waivers;
  readonly baseline: readonly BaselineEntry[];
}

/** A name for stacks that have the same limits. */
export interface Environment {
  readonly name: string;
  /** Patterns of stack names. */
  readonly stacks: readonly string[];
  readonly production: boolean;
}

/** What is said of a rule; `environments` wins over what stands beside it. */
export interface RuleSetting {
  readonly level?: Level;
  readonly onUnknown?: OnUnknown;
  /** Let the pack mend what it finds; only of rules that have a remedy. */
  readonly remedy?: boolean;
  readonly config: Readonly<Record<string, ConfigValue>>;
  readonly environments: Readonly<Record<string, Omit<RuleSetting, "environments">>>;
}

/** Limits of USD per month for a stack, or for an owner's or an environment's part of it. */
export interface Budget {
  readonly name: string;
  readonly stacks: readonly string[];
  readonly owner?: string;
  readonly environment?: string;
  /** Which of the three numbers counts. */
  readonly on: "floor" | "expected" | "ceiling";
  readonly monthlyUsd?: number;
  /** Most that a change may add. */
  readonly increaseUsd?: number;
  readonly increasePercent?: number;
  /** A change may not go from below this to above it. */
  readonly crossingUsd?: number;
  readonly onUnknown: "fail" | "advise";
}

export interface Waivers {
  /** Longest time from `created` to `expires`. */
  readonly maxDays: number;
  /** How long before its end a waiver is told to end soon. */
  readonly soonDays: number;
  readonly entries: readonly Waiver[];
}

/** A decision to live with what a rule finds, until a day. */
export interface Waiver {
  readonly id: string;
  readonly rule: string;
  readonly targets: readonly WaiverTarget[];
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** ISO dates. On the day itself the waiver has ended. */
  readonly created: string;
  readonly expires: string;
  /** The waiver holds while the resource is expected to cost no more. */
  readonly maxMonthlyUsd?: number;
}

export type WaiverTarget =
  | { readonly kind: "urn"; readonly pattern: string }
  | { readonly kind: "glob"; readonly pattern: string }
  | { readonly kind: "type"; readonly pattern: string };

/** A finding that was there when the rule came. */
export interface BaselineEntry {
  readonly rule: string;
  readonly urn: string;
}

export const noGuardrails: Guardrails = {
  environments: [],
  rules: {},
  budgets: [],
  waivers: { maxDays: 90, soonDays: 14, entries: [] },
  baseline: [],
};
