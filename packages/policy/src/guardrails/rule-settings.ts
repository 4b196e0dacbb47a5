import type { ConfigValue } from "../rule/config-field.js";
import { defaultsOf } from "../rule/config-field.js";
import type { Level, OnUnknown, Rule } from "../rule/rule.js";
import { matchesGlob } from "./glob.js";
import type { Guardrails } from "./guardrails.js";
import { isProductionName } from "./read-guardrails.js";

/** Where a stack stands. */
export interface StackEnvironment {
  readonly name: string | undefined;
  readonly production: boolean | undefined;
}

/** Names that stacks have by habit. */
const byHabit = /^(dev|development|test|testing|qa|sandbox|staging|stage|preview|prod|production|prd|live)$/i;

/**
 * The first environment of the file whose patterns match, else the one that the stack's name is by habit. A file that
 * names environments has the word: a stack that none of them matches has none.
 */
export function environmentOf({ environments }: Guardrails, stack: string): StackEnvironment {
  const found = environments.find(({ stacks }) => stacks.some((pattern) => matchesGlob(pattern, stack)));
  if (found !== undefined) return { name: found.name, production: found.production };
  if (environments.length > 0 || !byHabit.test(stack)) return { name: undefined, production: undefined };
  return { name: stack.toLowerCase(), production: isProductionName(stack) };
}

/** What holds for a rule in an environment. */
export interface EffectiveSetting {
  readonly level: Level;
  readonly onUnknown: OnUnknown;
  readonly remedy: boolean;
  readonly config: Readonly<Record<string, ConfigValue>>;
}

export function settingOf(rule: Rule, guardrails: Guardrails, environment: string | undefined): EffectiveSetting {
  const general = guardrails.rules[rule.name];
  const own = environment === undefined ? undefined : general?.environments[environment];
  return {
    level: own?.level ?? general?.level ?? rule.level,
    onUnknown: own?.onUnknown ?? general?.onUnknown ?? rule.onUnknown ?? "advise",
    remedy: own?.remedy ?? general?.remedy ?? false,
    config: { ...defaultsOf(rule.config), ...general?.config, ...own?.config },
  };
}
