import { formatProblems } from "@roadstead/core";
import { baselineGrowth } from "../guardrails/baseline.js";
import type { Guardrails } from "../guardrails/guardrails.js";
import { readGuardrails } from "../guardrails/read-guardrails.js";
import type { Rule } from "../rule/rule.js";

interface Missing {
  readonly missing: string;
}

/** What finding the file needs of the process; `yaml` is a parser of YAML. */
export interface GuardrailsFileAccess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readText: (path: string) => string;
  readonly yaml: (text: string) => unknown;
}

export const guardrailsVariable = "ROADSTEAD_GUARDRAILS";
/** Names the file as it was before a change: its baseline may only shrink. */
export const guardrailsBeforeVariable = "ROADSTEAD_GUARDRAILS_BEFORE";

/**
 * Finds and reads `guardrails.yaml`: the file that a pack's configuration names, else the one of the environment. Each
 * file is read once. What it says of the rules of other packs is theirs.
 */
export function guardrailsFile(
  { env, readText, yaml }: GuardrailsFileAccess,
  rules: readonly Rule[],
): (file: string | undefined) => Guardrails | Missing {
  const files = new Map<string, Guardrails | Missing>();
  return (named) => {
    const path = named ?? env[guardrailsVariable];
    if (path === undefined || path === "") {
      return {
        missing:
          `There are no guardrails, so nothing may be made. Set ${guardrailsVariable} to the absolute path of ` +
          'guardrails.yaml, or name it in the pack\'s configuration: { "guardrails": { "file": "/…/guardrails.yaml" } }',
      };
    }
    const found = files.get(path) ?? shrunkOnly(readFile(path));
    files.set(path, found);
    return found;
  };

  function shrunkOnly(found: Guardrails | Missing): Guardrails | Missing {
    const path = env[guardrailsBeforeVariable];
    if (path === undefined || path === "" || "missing" in found) return found;
    const before = readFile(path);
    if ("missing" in before) return before;
    const grown = baselineGrowth(before.baseline, found.baseline);
    if (grown.length === 0) return found;
    return { missing: `The baseline has grown, so nothing may be made:\n${formatProblems(grown)}` };
  }

  function readFile(path: string): Guardrails | Missing {
    if (!/^(\/|[A-Za-z]:[\\/])/.test(path)) {
      return { missing: `The path of the guardrails is not absolute, so nothing may be made: ${path}` };
    }
    let value: unknown;
    try {
      value = yaml(readText(path));
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
      return { missing: `The guardrails cannot be read, so nothing may be made: ${reason ?? ""}` };
    }
    const { guardrails, problems } = readGuardrails(value, rules, "ignore");
    return (
      guardrails ?? { missing: `The guardrails have faults, so nothing may be made:\n${formatProblems(problems)}` }
    );
  }
}
