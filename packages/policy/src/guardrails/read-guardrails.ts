import type { Problem } from "@roadstead/core";
import { sortProblems } from "@roadstead/core";
import type { ConfigField, ConfigSchema, ConfigValue } from "../rule/config-field.js";
import type { Level, OnUnknown, Rule } from "../rule/rule.js";
import type { FileReader } from "./file-reader.js";
import { fileReader } from "./file-reader.js";
import type { BaselineEntry, Budget, Environment, Guardrails, RuleSetting } from "./guardrails.js";
import { readWaivers } from "./read-waivers.js";
import type { OtherRules } from "./rule-named.js";
import { ruleNamed } from "./rule-named.js";

const levels: readonly Level[] = ["mandatory", "advisory", "disabled"];
const unknownSettings: readonly OnUnknown[] = ["advise", "fail", "defer"];

/**
 * Reads what YAML or JSON made of `guardrails.yaml`. All problems at once, sorted by path; with any of them there are no
 * guardrails, because half of them would pass for all.
 */
export function readGuardrails(
  value: unknown,
  rules: readonly Rule[],
  others: OtherRules = "refuse",
): { readonly guardrails?: Guardrails; readonly problems: readonly Problem[] } {
  const reader = fileReader();
  const keys = ["version", "environments", "rules", "budgets", "waivers", "baseline"];
  const file = reader.object(value, "", keys, ["version"]);
  const version = reader.number(file["version"], "version");
  if (version !== undefined && version !== 1) {
    reader.problem("version", "version", "is not a version that can be read", { got: String(version), allowed: ["1"] });
  }
  const environments = readEnvironments(file["environments"], reader);
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const guardrails: Guardrails = {
    environments,
    rules: readRules(file["rules"], byName, environments, reader, others),
    budgets: readBudgets(file["budgets"], environments, reader),
    waivers: readWaivers(file["waivers"], byName, reader, others),
    baseline: readBaseline(file["baseline"], reader),
  };
  if (reader.problems.length > 0) return { problems: sortProblems(reader.problems) };
  return { guardrails, problems: [] };
}

function readEnvironments(value: unknown, reader: FileReader): readonly Environment[] {
  return reader.entries(value, "environments").map(([name, entry, path]) => {
    const { stacks, production } = reader.object(entry, path, ["stacks", "production"], ["stacks"]);
    return {
      name,
      stacks: reader.texts(stacks, `${path}.stacks`) ?? [],
      production: reader.flag(production, `${path}.production`) ?? isProductionName(name),
    };
  });
}

/** Environments that count as production unless the file says otherwise. */
export const isProductionName = (name: string): boolean => /^(prod|production|prd|live)$/i.test(name);

function readRules(
  value: unknown,
  rules: ReadonlyMap<string, Rule>,
  environments: readonly Environment[],
  reader: FileReader,
  others: OtherRules,
): Readonly<Record<string, RuleSetting>> {
  const settings = reader.entries(value, "rules").flatMap(([name, entry, path]) => {
    const rule = ruleNamed(name, path, rules, reader, others);
    if (rule === undefined) return [];
    const fields = reader.object(entry, path, ["level", "onUnknown", "remedy", "config", "environments"]);
    const perEnvironment = reader.entries(fields["environments"], `${path}.environments`).map(([key, inner, at]) => {
      if (!environments.some((environment) => environment.name === key)) {
        const allowed = environments.map((environment) => environment.name);
        reader.problem("unknown-environment", at, "is not one of the file's environments", { allowed });
      }
      const own = reader.object(inner, at, ["level", "onUnknown", "remedy", "config"]);
      return [key, readSetting(own, at, rule, reader)] as const;
    });
    const setting: RuleSetting = {
      ...readSetting(fields, path, rule, reader),
      environments: Object.fromEntries(perEnvironment),
    };
    return [[name, setting] as const];
  });
  return Object.fromEntries(settings);
}

function readSetting(
  fields: Readonly<Record<string, unknown>>,
  path: string,
  rule: Rule,
  reader: FileReader,
): Omit<RuleSetting, "environments"> {
  const level = reader.oneOf(fields["level"], `${path}.level`, levels);
  const onUnknown = reader.oneOf(fields["onUnknown"], `${path}.onUnknown`, unknownSettings);
  const remedy = reader.flag(fields["remedy"], `${path}.remedy`);
  if (remedy === true && (rule.scope === "stack" || rule.remedy === undefined)) {
    reader.problem("no-remedy", `${path}.remedy`, "cannot be on: nobody can tell what is right", { got: rule.name });
  }
  const schema: ConfigSchema = rule.config;
  const config = fields["config"];
  const values =
    config === undefined || config === null ? {} : reader.object(config, `${path}.config`, Object.keys(schema));
  return {
    ...(level === undefined ? {} : { level }),
    ...(onUnknown === undefined ? {} : { onUnknown }),
    ...(remedy === undefined ? {} : { remedy }),
    config: Object.fromEntries(
      Object.entries(schema).flatMap(([name, field]) => {
        const read = readField(values[name], `${path}.config.${name}`, field, reader);
        return read === undefined ? [] : [[name, read] as const];
      }),
    ),
  };
}

function readField(value: unknown, path: string, field: ConfigField, reader: FileReader): ConfigValue | undefined {
  switch (field.type) {
    case "number":
      return reader.number(value, path, field);
    case "texts":
      return reader.texts(value, path);
    case "flag":
      return reader.flag(value, path);
  }
}

const budgetKeys = [
  "name",
  "stacks",
  "owner",
  "environment",
  "on",
  "monthlyUsd",
  "increaseUsd",
  "increasePercent",
  "crossingUsd",
  "onUnknown",
] as const;

function readBudgets(value: unknown, environments: readonly Environment[], reader: FileReader): readonly Budget[] {
  const names = new Set<string>();
  return reader.list(value, "budgets").map(([entry, path]) => {
    const fields = reader.object(entry, path, budgetKeys, ["name"]);
    const name = reader.text(fields["name"], `${path}.name`) ?? "";
    if (names.has(name)) reader.problem("duplicate", `${path}.name`, "is the name of another budget", { got: name });
    names.add(name);
    const usd = (key: string): number | undefined => reader.number(fields[key], `${path}.${key}`, { minimum: 0 });
    const limits = {
      monthlyUsd: usd("monthlyUsd"),
      increaseUsd: usd("increaseUsd"),
      increasePercent: usd("increasePercent"),
      crossingUsd: usd("crossingUsd"),
    };
    if (Object.values(limits).every((limit) => limit === undefined)) {
      reader.problem("no-limit", path, "limits nothing", {
        allowed: ["monthlyUsd", "increaseUsd", "increasePercent", "crossingUsd"],
      });
    }
    const owner = reader.text(fields["owner"], `${path}.owner`);
    const environment = reader.text(fields["environment"], `${path}.environment`);
    if (environment !== undefined && environments.length > 0 && !environments.some((it) => it.name === environment)) {
      const allowed = environments.map((it) => it.name);
      reader.problem("unknown-environment", `${path}.environment`, "is not one of the file's environments", {
        allowed,
      });
    }
    return {
      name,
      stacks: reader.texts(fields["stacks"], `${path}.stacks`) ?? ["*"],
      on: reader.oneOf(fields["on"], `${path}.on`, ["floor", "expected", "ceiling"]) ?? "expected",
      onUnknown: reader.oneOf(fields["onUnknown"], `${path}.onUnknown`, ["fail", "advise"]) ?? "fail",
      ...(owner === undefined ? {} : { owner }),
      ...(environment === undefined ? {} : { environment }),
      ...(Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined)) as Partial<Budget>),
    };
  });
}

/** Rules of a baseline need not exist any more: such an entry is told to be stale. */
function readBaseline(value: unknown, reader: FileReader): readonly BaselineEntry[] {
  return reader.list(value, "baseline").flatMap(([entry, path]) => {
    const fields = reader.object(entry, path, ["rule", "urn"], ["rule", "urn"]);
    const rule = reader.text(fields["rule"], `${path}.rule`);
    const urn = reader.text(fields["urn"], `${path}.urn`);
    return rule === undefined || urn === undefined ? [] : [{ rule, urn }];
  });
}
