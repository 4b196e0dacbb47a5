import type { GraphResource, ResourceGraph } from "@roadstead/core";
import type { Guardrails } from "../guardrails/guardrails.js";
import type { Pack, Rule, Severity, StackCost } from "../rule/rule.js";
import { applyWaivers } from "../run/apply-waivers.js";
import type { ControlResult } from "../run/finding.js";
import { runRules } from "../run/run-rules.js";
import { stackView } from "../view/stack-view.js";
import { readInputs } from "./engine-inputs.js";

/** What an analyzer of Pulumi's engine is given of one resource. A structural type, so that no SDK is needed here. */
export interface EngineResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: object;
  readonly opts?: { readonly protect?: boolean };
  readonly parent?: { readonly urn: string } | undefined;
  readonly dependencies?: readonly { readonly urn: string }[];
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

interface Asking {
  notApplicable(reason?: string): never;
  /** The configuration of the policy in the file that `--policy-pack-config` names. */
  getConfig<T extends object>(): T;
}

type Report = (message: string, urn?: string) => void;

/** One policy, as `new PolicyPack` takes it. */
export interface EnginePolicy {
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: "mandatory" | "advisory";
  readonly severity: Severity;
  readonly remediationSteps: string;
  readonly url?: string;
  readonly configSchema: { readonly properties: { readonly file: { readonly type: "string" } } };
  readonly validateResource?: (resource: EngineResource & Asking, report: Report) => void;
  readonly validateStack?: (stack: { readonly resources: readonly EngineResource[] } & Asking, report: Report) => void;
}

export interface EngineOptions {
  /** The guardrails, or why there are none. `file` is what the pack's configuration names. */
  readonly guardrails: (file: string | undefined) => Guardrails | { readonly missing: string };
  /** ISO date. */
  readonly asOf: string;
  /** What a whole stack costs, for packs whose rules ask it. */
  readonly cost?: (graph: Pick<ResourceGraph, "resources">) => StackCost;
  /** Tells the throw of a value that is not known yet from a fault. */
  readonly isUnknownError: (error: unknown) => boolean;
}

/** Ends the name of the policy that tells of a rule what does not block. */
export const adviceSuffix = "-advice";

/**
 * Two policies for each rule: a mandatory one that tells what blocks, and an advisory one that tells the rest. Which of
 * them speaks is decided by the guardrails when a resource is seen, because only then is its environment known.
 *
 * Without guardrails nothing is made: the first resource fails, with one message, and no other policy speaks.
 */
export function enginePolicies(pack: Pack, options: EngineOptions): readonly EnginePolicy[] {
  const policies = pack.rules.flatMap((rule) =>
    [true, false].map((blocking) => policyOf(pack, rule, blocking, options)),
  );
  return [closedPolicy(pack, options), ...policies];
}

const configSchema = { properties: { file: { type: "string" } } } as const;

function closedPolicy(pack: Pack, { guardrails }: EngineOptions): EnginePolicy {
  let told = false;
  return {
    name: "guardrails",
    description: `There is a guardrails.yaml for ${pack.name}, and it can be read`,
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps: "Set ROADSTEAD_GUARDRAILS to the absolute path of guardrails.yaml.",
    configSchema,
    validateResource: (resource, report) => {
      const found = guardrails(resource.getConfig<{ file?: string }>().file);
      if (!("missing" in found) || told) return;
      told = true;
      report(found.missing);
    },
  };
}

function policyOf(pack: Pack, rule: Rule, blocking: boolean, options: EngineOptions): EnginePolicy {
  const ask = (resources: readonly EngineResource[], asking: Asking, report: Report): void => {
    const guardrails = options.guardrails(asking.getConfig<{ file?: string }>().file);
    if ("missing" in guardrails) return;
    for (const result of openResults(pack, rule, resources, guardrails, options)) {
      if (result.blocking !== blocking) continue;
      const text = `${result.message ?? rule.title}. ${rule.fix}`;
      if (rule.scope === "stack" && resources.some(({ urn }) => urn === result.urn)) report(text, result.urn);
      else report(text);
    }
  };
  return {
    name: blocking ? rule.name : `${rule.name}${adviceSuffix}`,
    description: blocking ? rule.title : `${rule.title}: what does not block`,
    enforcementLevel: blocking ? "mandatory" : "advisory",
    severity: rule.severity,
    remediationSteps: rule.fix,
    ...(rule.source === undefined ? {} : { url: rule.source }),
    configSchema,
    ...(rule.scope === "resource"
      ? {
          validateResource: (resource, report) => {
            if (!rule.types.includes(resource.type)) return resource.notApplicable();
            ask([resource], resource, report);
          },
        }
      : { validateStack: (stack, report) => ask(stack.resources, stack, report) }),
  };
}

/** Findings that no waiver and no baseline lets through. */
function openResults(
  pack: Pack,
  rule: Rule,
  resources: readonly EngineResource[],
  guardrails: Guardrails,
  { asOf, isUnknownError, cost: priceOf }: EngineOptions,
): readonly ControlResult[] {
  const graph = {
    ...stackOfUrn(resources[0]?.urn),
    resources: resources.map((resource) => graphResource(resource, isUnknownError)),
    complete: rule.scope === "stack",
  };
  const stack = stackView(graph, { phase: "preview" });
  const cost = rule.scope === "stack" && priceOf !== undefined ? { cost: priceOf(graph) } : {};
  const { results } = runRules([{ ...pack, rules: [rule] }], { stack, guardrails, asOf, ...cost });
  return applyWaivers(results, guardrails, asOf, undefined).results.filter(({ status }) => status === "open");
}

/** `urn:pulumi:<stack>::<project>::…`: the engine tells neither in `policy analyze`. */
function stackOfUrn(urn = "") {
  const [, stack = "", project = ""] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? [];
  return { stack, project };
}

function graphResource(resource: EngineResource, isUnknownError: (error: unknown) => boolean): GraphResource {
  const urns = (list: readonly { readonly urn: string }[] = []): string[] => list.map(({ urn }) => urn).sort();
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    kind: "custom",
    ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
    inputs: readInputs(resource.props, isUnknownError),
    outputs: {},
    dependencies: urns(resource.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([name, list]) => [name, urns(list)]),
    ),
    providerConfigured: true,
    protect: resource.opts?.protect === true,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    hideDiffs: [],
    additionalSecretOutputs: [],
    aliases: [],
    customTimeouts: {},
    replaceWith: [],
    hooks: {},
  };
}
