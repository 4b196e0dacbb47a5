import { typeFromAwsNative } from "@roadstead/core";
import { isPlainDate } from "../guardrails/file-reader.js";
import type { Guardrails } from "../guardrails/guardrails.js";
import type { Pack, ResourceRule, Rule, Severity } from "../rule/rule.js";
import type { ControlResult } from "../run/finding.js";
import { correct } from "./correct.js";
import type { EngineOptions } from "./engine-options.js";
import type { EngineResource } from "./engine-resource.js";
import { packJudge } from "./pack-judge.js";
import type { PackJudge } from "./pack-judge.js";

interface Asking {
  notApplicable(reason?: string): never;
  /** The configuration of the policy in the file that `--policy-pack-config` names. */
  getConfig<T extends object>(): T;
}

/** What that file may say of the policy `guardrails`, which counts for all, or of a policy alone. */
interface EngineConfig {
  readonly file?: string;
  readonly asOf?: string;
}

type Report = (message: string, urn?: string) => void;
type AskedResource = EngineResource & Asking;
type AskedResources = Asking & { readonly resources: readonly EngineResource[] };

/** One policy, as `new PolicyPack` takes it. */
export interface EnginePolicy {
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: "mandatory" | "advisory" | "remediate";
  readonly severity: Severity;
  readonly remediationSteps: string;
  readonly url?: string;
  readonly configSchema: typeof configSchema;
  readonly remediateResource?: (resource: AskedResource) => Record<string, unknown> | undefined | void;
  readonly validateResource?: (resource: AskedResource, report: Report) => void;
  readonly validateStack?: (stack: AskedResources, report: Report) => void;
}

/** Ends the name of the policy that tells of a rule what does not block. */
export const adviceSuffix = "-advice";
/** Ends the name of the policy that mends what a rule finds. */
export const remedySuffix = "-remedy";

const configSchema = { properties: { file: { type: "string" }, asOf: { type: "string" } } } as const;

/**
 * Two policies for each rule: a mandatory one that tells what blocks, and an advisory one that tells the rest. Which of
 * them speaks is decided by the guardrails when a resource is seen, because only then is its environment known. A rule
 * with a remedy has a third one, which runs before them. `whole-stack` asks rules again, at the end, of what could not
 * be told of a resource alone; `guardrails` tells what is wrong with the file.
 *
 * Without guardrails nothing is made: the first resource fails, with one message, and no other policy speaks.
 */
export function enginePolicies(pack: Pack, options: EngineOptions): readonly EnginePolicy[] {
  const judge = packJudge(pack, options);
  // The engine hands each policy its own configuration only, and refuses one of "all" that has no level.
  let ofAll: EngineConfig = {};
  const judgeOf: JudgeOf = (asking) =>
    open(judge, { asOf: options.asOf, ...ofAll, ...asking.getConfig<EngineConfig>() }, options);
  const first: JudgeOf = (asking) => {
    ofAll = asking.getConfig<EngineConfig>();
    return judgeOf(asking);
  };
  const policies = pack.rules.flatMap((rule) => [
    ...(rule.scope === "resource" && rule.remedy !== undefined ? [remedyPolicy(rule, judgeOf)] : []),
    ...[true, false].map((blocking) => policyOf(rule, blocking, judgeOf)),
  ]);
  return [guardrailsPolicy(pack, first), ...policies, wholeStackPolicy(judgeOf), guardrailsAdvice(pack, judgeOf)];
}

type JudgeOf = (asking: Asking) => PackJudge | { readonly missing: string };

function open(
  judge: (guardrails: Guardrails, asOf: string) => PackJudge,
  { file, asOf }: EngineConfig & Pick<EngineOptions, "asOf">,
  options: EngineOptions,
) {
  if (!isPlainDate(asOf))
    return { missing: `asOf is not a day such as 2026-11-24, so nothing may be made: ${String(asOf)}` };
  const guardrails = options.guardrails(file);
  return "missing" in guardrails ? guardrails : judge(guardrails, asOf);
}

/** Its level lets the engine ask it before all else, also before remedies; what it finds is mandatory then. */
function guardrailsPolicy(pack: Pack, judgeOf: JudgeOf): EnginePolicy {
  const told = new Set<string>();
  return {
    name: "guardrails",
    description: `There is a guardrails.yaml for ${pack.name}, it can be read, and none of its waivers has ended`,
    enforcementLevel: "remediate",
    severity: "critical",
    remediationSteps: "Set ROADSTEAD_GUARDRAILS to the absolute path of guardrails.yaml.",
    configSchema,
    remediateResource: (resource) => void judgeOf(resource),
    validateResource: (resource, report) => {
      const judge = judgeOf(resource);
      for (const message of "missing" in judge ? [judge.missing] : judge.endedWaivers()) {
        if (!told.has(message)) report(message);
        told.add(message);
      }
    },
  };
}

function policyOf(rule: Rule, blocking: boolean, judgeOf: JudgeOf): EnginePolicy {
  const tell = (results: readonly ControlResult[], report: (result: ControlResult, text: string) => void): void => {
    for (const result of results) if (result.blocking === blocking) report(result, messageOf(rule, result));
  };
  const policy = {
    name: blocking ? rule.name : `${rule.name}${adviceSuffix}`,
    description: blocking ? rule.title : `${rule.title}: what does not block`,
    enforcementLevel: blocking ? ("mandatory" as const) : ("advisory" as const),
    severity: rule.severity,
    remediationSteps: rule.fix,
    ...(rule.source === undefined ? {} : { url: rule.source }),
    configSchema,
  };
  if (rule.scope === "stack") {
    return {
      ...policy,
      validateStack: (stack, report) => {
        const judge = judgeOf(stack);
        if ("missing" in judge) return;
        const urns = new Set(stack.resources.map(({ urn }) => urn));
        tell(judge.ofStack(rule, stack.resources), ({ urn }, text) =>
          urns.has(urn) ? report(text, urn) : report(text),
        );
      },
    };
  }
  return {
    ...policy,
    validateResource: (resource, report) => {
      if (!rule.types.includes(typeFromAwsNative(resource.type))) return resource.notApplicable();
      const judge = judgeOf(resource);
      if (!("missing" in judge)) tell(judge.ofResource(rule, resource), (_, text) => report(text));
    },
  };
}

const messageOf = (rule: Rule, { message }: ControlResult): string => `${message ?? rule.title}. ${rule.fix}`;

function remedyPolicy(rule: ResourceRule, judgeOf: JudgeOf): EnginePolicy {
  return {
    name: `${rule.name}${remedySuffix}`,
    description: `${rule.title}: mended before it is made, where guardrails.yaml has remedy: true`,
    enforcementLevel: "remediate",
    severity: rule.severity,
    remediationSteps: rule.fix,
    configSchema,
    remediateResource: (resource) => {
      if (!rule.types.includes(resource.type)) return resource.notApplicable();
      const judge = judgeOf(resource);
      const corrections = "missing" in judge ? [] : judge.remedy(rule, resource);
      if (corrections.length === 0) return undefined;
      for (const correction of corrections) correct(resource.props, correction);
      return resource.props as Record<string, unknown>;
    },
  };
}

function wholeStackPolicy(judgeOf: JudgeOf): EnginePolicy {
  return {
    name: "whole-stack",
    description: "What rules cannot tell of a resource alone, they tell when all resources are there",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "The message names the rule: its page says how to mend it.",
    configSchema,
    validateStack: (stack, report) => {
      const judge = judgeOf(stack);
      if ("missing" in judge) return;
      for (const { rule, result } of judge.ofDoubts(stack.resources)) {
        report(`${rule.name}: ${messageOf(rule, result)}`, result.urn);
      }
    },
  };
}

function guardrailsAdvice(pack: Pack, judgeOf: JudgeOf): EnginePolicy {
  return {
    name: `guardrails${adviceSuffix}`,
    description: `Waivers and baseline of ${pack.name} have only what is needed`,
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Change the entry in guardrails.yaml, or take it out.",
    configSchema,
    validateStack: (stack, report) => {
      const judge = judgeOf(stack);
      if ("missing" in judge) return;
      for (const { rule, message } of judge.ofGuardrails()) report(`${rule}: ${message ?? ""}`);
    },
  };
}
