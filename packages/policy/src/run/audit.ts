import type { ResourceGraph } from "@roadstead/core";
import { SecretWords, stackType } from "@roadstead/core";
import type { Guardrails } from "../guardrails/guardrails.js";
import { environmentOf } from "../guardrails/rule-settings.js";
import type { Pack, Rule, StackCost } from "../rule/rule.js";
import type { Phase } from "../view/resource-view.js";
import { stackView } from "../view/stack-view.js";
import type { AppliedWaivers } from "./apply-waivers.js";
import { applyWaivers, guardrailFindings, guardrailRules, guardrailsPack } from "./apply-waivers.js";
import type { ControlResult } from "./finding.js";
import { sortResults } from "./finding.js";
import { runRules, stackUrn } from "./run-rules.js";

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
  /** Rules that `guardrails.yaml` switches off for this stack; absent where there is none. */
  readonly disabledRules?: readonly string[];
}

export type AuditedRule = Pick<Rule, "name" | "title" | "severity" | "why" | "fix"> & {
  readonly pack: string;
  readonly references: NonNullable<Rule["references"]>;
  readonly source?: string;
  /** Resources of all inputs that the rule is not about. */
  readonly notApplicable: number;
};

/**
 * Asks all rules about all stacks, and applies waivers and baseline. Inputs may be made one by one: of none more than its
 * results is kept.
 */
export function audit(inputs: Iterable<AuditInput>, options: AuditOptions): Audit {
  const { packs, guardrails, asOf, hashes = {} } = options;
  const notApplicable = new Map<string, number>();
  const secrets = new SecretWords();
  const described: AuditedInput[] = [];
  const applied: AppliedWaivers[] = [];
  const findings: ControlResult[] = [];
  for (const input of inputs) {
    const { graph, phase, cost } = input;
    const stack = stackView(graph, { phase });
    const run = runRules(packs, { stack, guardrails, asOf, ...(cost === undefined ? {} : { cost }) });
    for (const [rule, count] of Object.entries(run.notApplicable)) {
      notApplicable.set(rule, (notApplicable.get(rule) ?? 0) + count);
    }
    applied.push(applyWaivers(run.results, guardrails, asOf, cost));
    if (!graph.complete) findings.push(incompleteness(graph));
    described.push(describeInput(input, guardrails, run.disabled));
    secrets.add(graph);
  }
  const clean = secrets.filter();
  findings.push(...guardrailFindings(guardrails, asOf, applied, described));
  const results = [...applied.flatMap((one) => one.results), ...findings];
  return {
    asOf,
    hashes,
    inputs: described,
    packs: packs.map(({ name, version }) => ({ name, version })),
    rules: [...packs.flatMap((pack) => describeRules(pack, notApplicable)), ...ownRules],
    results: sortResults(results.map((result) => withoutSecrets(result, clean))),
  };
}

/** What is not there cannot be asked: said once, and blocking where something went wrong and nobody knows what is missing. */
function incompleteness(graph: ResourceGraph): ControlResult {
  const reasons = graph.diagnostics.filter(({ severity }) => severity !== "info");
  const blocking = reasons.length === 0 || reasons.some(({ severity }) => severity === "error");
  return {
    pack: guardrailsPack,
    rule: "input-incomplete",
    urn: stackUrn(graph),
    type: stackType,
    result: "unknown",
    level: blocking ? "mandatory" : "advisory",
    onUnknown: blocking ? "fail" : "advise",
    status: "open",
    blocking,
    message: reasons.map(({ message }) => message.split("\n")[0] ?? "").join("; ") || "resources may be missing",
  };
}

function describeInput(
  { name, sha256, graph, phase }: AuditInput,
  guardrails: Guardrails,
  disabled: readonly string[],
): AuditedInput {
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
    ...(disabled.length === 0 ? {} : { disabledRules: disabled }),
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

const texts = ["urn", "message", "path", "value", "limit", "sourcePosition"] as const;

/** Every text of a result, also its URN: a secret can have become a name. */
function withoutSecrets(result: ControlResult, clean: (text: string) => string): ControlResult {
  const changed = texts.filter((key) => result[key] !== undefined && clean(result[key]) !== result[key]);
  if (changed.length === 0) return result;
  return { ...result, ...Object.fromEntries(changed.map((key) => [key, clean(result[key] ?? "")])) };
}
