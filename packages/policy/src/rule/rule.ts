import type { Budget } from "../guardrails/guardrails.js";
import type { ResourceView } from "../view/resource-view.js";
import type { StackView } from "../view/stack-view.js";
import type { Answer } from "./answer.js";
import type { ConfigOf, ConfigSchema } from "./config-field.js";

export type Severity = "low" | "medium" | "high" | "critical";

/** `mandatory` blocks, `advisory` is told, `disabled` is not run. */
export type Level = "mandatory" | "advisory" | "disabled";

/** A control of a published framework that the rule shows. */
export interface FrameworkReference {
  readonly framework: string;
  readonly control: string;
}

/** What a rule may know beside the resource. */
export interface RuleContext<S extends ConfigSchema = ConfigSchema> {
  readonly config: ConfigOf<S>;
  readonly stack: StackView;
  /** Name of the environment; undefined where neither the file nor the stack's name tells it. */
  readonly environment: string | undefined;
  /** Whether it counts as production; undefined where the environment is not known. */
  readonly production: boolean | undefined;
  /** ISO date of the day on which the audit counts. */
  readonly asOf: string;
  /** What the estimate says, where the caller made one. */
  readonly cost: StackCost | undefined;
  /** Those of the file, whatever stack they are about. */
  readonly budgets: readonly Budget[];
}

/** Three numbers of USD per month. */
export interface UsdRange {
  readonly floor: number;
  readonly expected: number;
  readonly ceiling: number;
}

/** The estimate as rules need it; the caller makes it of `@roadstead/cost`. */
export interface StackCost {
  readonly lines: readonly {
    readonly urn: string;
    readonly usdPerMonth: UsdRange;
    readonly owner?: string;
    readonly environment?: string;
  }[];
  readonly gaps: readonly {
    readonly kind: "unpriced" | "unknown" | "unbounded" | "usage";
    readonly urn: string;
    readonly what: string;
    readonly reason: string;
  }[];
  /** The stack before the change, where the caller has it. */
  readonly before?: Pick<StackCost, "lines" | "gaps">;
}

interface RuleText<S extends ConfigSchema> {
  /** Stable, kebab-case: what configuration, waivers and reports name. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: Exclude<Level, "disabled">;
  /** Default of what an answer "unknown" does; see {@link OnUnknown}. */
  readonly onUnknown?: OnUnknown;
  readonly config: S;
  /** What it reads, as `type: path, path`. */
  readonly reads: readonly string[];
  readonly why: string;
  readonly fix: string;
  readonly references?: readonly FrameworkReference[];
  /** A page that says what the rule rests on. */
  readonly source?: string;
}

/**
 * `advise`: told, and lets through. `fail`: counts as a failure of the rule's level. `defer`: told at a plan or preview,
 * decided at the update, and a failure if the state does not tell it either.
 */
export type OnUnknown = "advise" | "fail" | "defer";

/** One input that a remedy sets. Objects and lists on the way that are not there are made. */
export interface Correction {
  readonly steps: readonly (string | number)[];
  readonly value: string;
}

/** Looks at each resource of some types. Every other resource is not applicable. */
export interface ResourceRule<S extends ConfigSchema = ConfigSchema> extends RuleText<S> {
  readonly scope: "resource";
  readonly types: readonly string[];
  readonly check: (view: ResourceView, context: RuleContext<S>) => Answer;
  /** Mends what `check` found, where `guardrails.yaml` lets it; none where nobody can tell what is right. */
  readonly remedy?: (view: ResourceView, context: RuleContext<S>) => readonly Correction[];
}

/** An answer about a stack as a whole, or about the resource that it names. */
export type StackAnswer = Answer & { readonly urn?: string };

/** Looks at all resources together. No answer is "not applicable". */
export interface StackRule<S extends ConfigSchema = ConfigSchema> extends RuleText<S> {
  readonly scope: "stack";
  readonly check: (stack: StackView, context: RuleContext<S>) => readonly StackAnswer[];
}

export type Rule = ResourceRule | StackRule;

/** A rule whose `config` has the types of its own schema. */
export const resourceRule = <const S extends ConfigSchema>(rule: Omit<ResourceRule<S>, "scope">): ResourceRule =>
  ({ ...rule, scope: "resource" }) as unknown as ResourceRule;

/** A rule whose `config` has the types of its own schema. */
export const stackRule = <const S extends ConfigSchema>(rule: Omit<StackRule<S>, "scope">): StackRule =>
  ({ ...rule, scope: "stack" }) as unknown as StackRule;

/** Rules that ship, are configured and are reported together. */
export interface Pack {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly rules: readonly Rule[];
}
