import type { ResourceGraph } from "@roadstead/core";
import type { Guardrails } from "../guardrails/guardrails.js";
import { environmentOf } from "../guardrails/rule-settings.js";
import type { Pack, Rule, StackCost } from "../rule/rule.js";
import type { Phase } from "../view/resource-view.js";
import { stackView } from "../view/stack-view.js";
import { applyWaivers, guardrailFindings, guardrailRules, guardrailsPack } from "./apply-waivers.js";
import type { ControlResult } from "./finding.js";
import { sortResults } from "./finding.js";
import { runRules } from "./run-rules.js";
import { secretFilter } from "./secret-words.js";

/** A stack that is audited. */
export interface AuditInput {
  /** Name of the file or folder, as it shall stand in reports. */
  readonly name: string;
  /** SHA-256 of what was read, in hexadecimal, where there was a file. */
  readonly sha256?: string;
  readonly graph: ResourceGraph;
  readonly phase: Phase;
  readonly cost?: StackCost;
}

export interface AuditOptions {
  readonly packs: readonly Pack[];
  readonly guardrails: Guardrails;
  /** ISO date of the day that counts for waivers and ages. */
  readonly asOf: string;
  /** SHA-256 by what was hashed: packs, `guardrails.yaml`, the price book. */
  readonly hashes?: Readonly<Record<string, string>>;
}

/** Everything that an audit found, as plain values in a fixed order. */
export interface Audit {
  readonly asOf: string;
  readonly hashes: Readonly<Record<string, string>>;
  readonly inputs: readonly AuditedInput[];
  readonly packs: readonly { readonly name: string; readonly version: string }[];
  readonly rules: readonly AuditedRule[];
  readonly results: readonly ControlResult[];
}

export interface AuditedInput {
  readonly name: string;
  readonly sha256?: string;
  readonly project: string;
  readonly stack: string;
  readonly phase: Phase;
  readonly environment?: string;
  readonly resources: number;
  readonly complete: boolean;
}

export type AuditedRule = Pick<Rule, "name" | "title" | "severity" | "why" | "fix"> & {
  readonly pack: string;
  readonly references: NonNullable<Rule["references"]>;
  readonly source?: string;
  /** Resources of all inputs that the rule is not about. */
  readonly notApplicable: number;
};

/** Asks all rules about all stacks, and applies waivers and baseline. */
export function audit(inputs: readonly AuditInput[], options: AuditOptions): Audit {
  const { packs, guardrails, asOf, hashes = {} } = options;
  const counts = new Map<string, number>();
  const applied = inputs.map(({ graph, phase, cost }) => {
    const stack = stackView(graph, { phase });
    const withCost = cost === undefined ? {} : { cost };
    const run = runRules(packs, { stack, guardrails, asOf, ...withCost });
    for (const [rule, count] of Object.entries(run.notApplicable)) counts.set(rule, (counts.get(rule) ?? 0) + count);
    return applyWaivers(run.results, guardrails, asOf, cost);
  });
  const clean = secretFilter(inputs.map(({ graph }) => graph));
  const findings = [...applied.flatMap(({ results }) => results), ...guardrailFindings(guardrails, asOf, applied)];
  return {
    asOf,
    hashes,
    inputs: inputs.map((input) => describeInput(input, guardrails)),
    packs: packs.map(({ name, version }) => ({ name, version })),
    rules: [...packs.flatMap((pack) => describeRules(pack, counts)), ...ownRules],
    results: sortResults(findings.map((finding) => withoutSecrets(finding, clean))),
  };
}

function describeInput({ name, sha256, graph, phase }: AuditInput, guardrails: Guardrails): AuditedInput {
  const environment = environmentOf(guardrails, graph.stack).name;
  return {
    name,
    ...(sha256 === undefined ? {} : { sha256 }),
    project: graph.project,
    stack: graph.stack,
    phase,
    ...(environment === undefined ? {} : { environment }),
    resources: graph.resources.length,
    complete: graph.complete,
  };
}

const describeRules = (pack: Pack, counts: ReadonlyMap<string, number>): readonly AuditedRule[] =>
  pack.rules.map(({ name, title, severity, why, fix, references = [], source }) => ({
    pack: pack.name,
    name,
    title,
    severity,
    why,
    fix,
    references,
    ...(source === undefined ? {} : { source }),
    notApplicable: counts.get(name) ?? 0,
  }));

const ownRules: readonly AuditedRule[] = Object.entries(guardrailRules).map(([name, title]) => ({
  pack: guardrailsPack,
  name,
  title,
  severity: "medium",
  why: "An exception that nobody looks at again is a rule that nobody keeps.",
  fix: "Change the entry in guardrails.yaml, or take it out.",
  references: [],
  notApplicable: 0,
}));

/** Every text of a result, also its URN: a secret can have become a name. */
function withoutSecrets(result: ControlResult, clean: (text: string) => string): ControlResult {
  const texts = Object.fromEntries(
    (["urn", "message", "path", "value", "limit", "sourcePosition"] as const).flatMap((key) => {
      const text = result[key];
      return text === undefined ? [] : [[key, clean(text)] as const];
    }),
  );
  return { ...result, ...texts };
}
