import { stackType } from "@roadstead/core";
import type { Guardrails } from "../guardrails/guardrails.js";
import type { EffectiveSetting } from "../guardrails/rule-settings.js";
import { environmentOf, settingOf } from "../guardrails/rule-settings.js";
import type { Answer } from "../rule/answer.js";
import type { Pack, Rule, RuleContext, StackCost } from "../rule/rule.js";
import type { ResourceView } from "../view/resource-view.js";
import type { StackView } from "../view/stack-view.js";
import type { ControlResult } from "./finding.js";

export interface RunInput {
  readonly stack: StackView;
  readonly guardrails: Guardrails;
  /** ISO date. */
  readonly asOf: string;
  readonly cost?: StackCost;
}

/** Results of all rules on one stack, how many resources each was not about, and which were not asked. */
export interface RunOutput {
  readonly results: readonly ControlResult[];
  readonly disabled: readonly string[];
  readonly notApplicable: Readonly<Record<string, number>>;
}

export const stackUrn = ({ project, stack }: Pick<StackView, "project" | "stack">): string =>
  `urn:pulumi:${stack}::${project}::${stackType}::${project}-${stack}`;

/** Asks every rule that is not disabled. Waivers and baseline are not looked at here. */
export function runRules(packs: readonly Pack[], input: RunInput): RunOutput {
  const { stack, guardrails } = input;
  const environment = environmentOf(guardrails, stack.stack);
  const results: ControlResult[] = [];
  const disabled: string[] = [];
  const notApplicable: Record<string, number> = {};
  for (const pack of packs) {
    for (const rule of pack.rules) {
      const setting = settingOf(rule, guardrails, environment.name);
      if (setting.level === "disabled") {
        disabled.push(rule.name);
        continue;
      }
      const context = contextOf(setting, input);
      let applicable = 0;
      for (const asked of answersOf(rule, context)) {
        if (asked.answer.result === "not-applicable") continue;
        applicable++;
        results.push(resultOf(pack.name, rule, setting, stack, asked));
      }
      notApplicable[rule.name] =
        rule.scope === "stack" ? (applicable === 0 ? 1 : 0) : stack.resources.length - applicable;
    }
  }
  return { results, disabled, notApplicable };
}

/** What a rule may know, by the setting that holds for it. */
export function contextOf(setting: EffectiveSetting, { stack, guardrails, asOf, cost }: RunInput): RuleContext {
  const environment = environmentOf(guardrails, stack.stack);
  return {
    config: setting.config as RuleContext["config"],
    stack,
    environment: environment.name,
    production: environment.production,
    asOf,
    cost,
    budgets: guardrails.budgets,
  };
}

interface Asked {
  readonly answer: Answer;
  readonly urn: string;
  readonly view: ResourceView | undefined;
}

function* answersOf(rule: Rule, context: RuleContext): Generator<Asked> {
  const { stack } = context;
  if (rule.scope === "resource") {
    for (const view of stack.ofType(...rule.types)) yield { answer: rule.check(view, context), urn: view.urn, view };
    return;
  }
  for (const answer of rule.check(stack, context)) {
    const urn = answer.urn ?? stackUrn(stack);
    yield { answer, urn, view: stack.get(urn) };
  }
}

/** An unknown that `fail` or, once the state is there, `defer` makes a failure of the rule's level. */
const unknownBlocks = (
  { level, onUnknown }: Pick<EffectiveSetting, "level" | "onUnknown">,
  { phase }: StackView,
): boolean => level === "mandatory" && (onUnknown === "fail" || (onUnknown === "defer" && phase === "state"));

const detailKeys = ["message", "path", "value", "limit"] as const;

function resultOf(
  pack: string,
  rule: Rule,
  setting: EffectiveSetting,
  stack: StackView,
  { answer, urn, view }: Asked,
): ControlResult {
  const { result } = answer;
  const level = setting.level === "mandatory" ? "mandatory" : "advisory";
  const onUnknown = (answer.result === "unknown" ? answer.onUnknown : undefined) ?? setting.onUnknown;
  const blocking =
    result === "fail" ? level === "mandatory" : result === "unknown" && unknownBlocks({ level, onUnknown }, stack);
  // Filled in place: a large state has hundreds of thousands.
  const found: { -readonly [K in keyof ControlResult]: ControlResult[K] } = {
    pack,
    rule: rule.name,
    urn,
    type: view?.declaredType ?? stackType,
    result,
    level,
    blocking,
  };
  if (result === "unknown") found.onUnknown = onUnknown;
  if (result === "fail" || result === "unknown") found.status = "open";
  const details = answer as Partial<Record<(typeof detailKeys)[number], string>>;
  for (const key of detailKeys) if (details[key] !== undefined) found[key] = details[key];
  const position = view?.resource.sourcePosition;
  if (position !== undefined) found.sourcePosition = position;
  return found;
}
