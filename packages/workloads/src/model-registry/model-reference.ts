import { membersOf, type ModelRef, type Problem, type ServerReference } from "@roadstead/core";
import type { ModelRule } from "./rules.js";

/** Which version of a model: a fixed one, or the one that an alias points to whenever it is looked up. */
export type ModelChoice =
  { readonly alias: string; readonly version?: undefined } | { readonly version: number; readonly alias?: undefined };

/** A reference that has no problems. */
export function modelReference(registry: ServerReference, model: string, choice: ModelChoice): ModelRef {
  const { component, cluster, url, exposure } = registry;
  return {
    kind: "model",
    component,
    ...(cluster === undefined ? {} : { cluster }),
    ...(url === undefined ? {} : { url }),
    ...(exposure === undefined ? {} : { exposure }),
    model,
    ...(choice.alias === undefined
      ? { version: choice.version, uri: `models:/${model}/${choice.version}` }
      : { alias: choice.alias, uri: `models:/${model}@${choice.alias}` }),
  };
}

/**
 * Problems of a reference, by MLflow's own rules: it would answer them only when the model is loaded.
 *
 * @see https://github.com/mlflow/mlflow/blob/v3.17.2/mlflow/utils/validation.py
 */
export function modelReferenceProblems(model: string, choice: ModelChoice): readonly Problem[] {
  return [...nameProblems(model), ...choiceProblems(membersOf(choice))];
}

function nameProblems(model: string): readonly Problem[] {
  // `@` is taken by MLflow in a name, but then no alias of it can be written as a URI.
  if (typeof model === "string" && model.trim() !== "" && !/[/:@]/.test(model) && !/^\.{1,2}$/.test(model)) return [];
  return [
    {
      rule: "models/model-name" satisfies ModelRule,
      path: "model",
      message: "is no name of a registered model",
      got: JSON.stringify(model) ?? "undefined",
      hint: "leave out slashes, colons and @: an alias or a version goes into the second argument",
    },
  ];
}

function choiceProblems({ alias, version }: Partial<ModelChoice>): readonly Problem[] {
  if ((alias === undefined) === (version === undefined)) {
    return [
      {
        rule: "models/model-choice" satisfies ModelRule,
        path: "model",
        message: alias === undefined ? "names neither an alias nor a version" : "names both an alias and a version",
        hint: 'write { alias: "champion" } or { version: 3 }',
      },
    ];
  }
  return alias === undefined ? versionProblems(version) : aliasProblems(alias);
}

function versionProblems(version: number | undefined): readonly Problem[] {
  if (Number.isInteger(version) && (version ?? 0) >= 1) return [];
  return [
    {
      rule: "models/model-version" satisfies ModelRule,
      path: "version",
      message: "is no version of a model",
      got: JSON.stringify(version) ?? "undefined",
      allowed: ["a whole number from 1 on"],
    },
  ];
}

const aliasForm = /^[A-Za-z0-9_-]{1,255}$/;

function aliasProblems(alias: string): readonly Problem[] {
  const problem = (message: string, hint: string): readonly Problem[] => [
    { rule: "models/model-alias" satisfies ModelRule, path: "alias", message, got: JSON.stringify(alias), hint },
  ];
  if (typeof alias !== "string" || !aliasForm.test(alias)) {
    return problem("is no alias", 'letters, digits, dashes and underscores, at most 255: "champion"');
  }
  if (/^v\d+$/i.test(alias))
    return problem("is what MLflow takes for a version", `write { version: ${alias.slice(1)} }`);
  if (alias.toLowerCase() === "latest") {
    return problem("is kept by MLflow for itself", 'say which version serves by an alias of your own: "champion"');
  }
  return [];
}
