import type { Guardrails } from "../guardrails/guardrails.js";
import { environmentOf, settingOf } from "../guardrails/rule-settings.js";
import type { Correction, Pack, ResourceRule, Rule, StackRule } from "../rule/rule.js";
import type { AppliedWaivers, AskedStack } from "../run/apply-waivers.js";
import { applyWaivers, guardrailFindings } from "../run/apply-waivers.js";
import type { ControlResult } from "../run/finding.js";
import { contextOf, runRules } from "../run/run-rules.js";
import { stackView } from "../view/stack-view.js";
import type { EngineOptions } from "./engine-options.js";
import type { EngineResource } from "./engine-resource.js";
import { graphOfResource, graphOfStack } from "./engine-resource.js";

/** What a pack says, resource by resource and then of the whole. All results are open: no waiver lets them through. */
export interface PackJudge {
  endedWaivers(): readonly string[];
  ofResource(rule: ResourceRule, resource: EngineResource): readonly ControlResult[];
  ofStack(rule: StackRule, resources: readonly EngineResource[]): readonly ControlResult[];
  /** What blocks of all that was unknown of a resource alone. */
  ofDoubts(resources: readonly EngineResource[]): readonly { readonly rule: Rule; readonly result: ControlResult }[];
  /** What is wrong with waivers and baseline, after all else was asked. */
  ofGuardrails(): readonly ControlResult[];
  remedy(rule: ResourceRule, resource: EngineResource): readonly Correction[];
}

/** The judge of one process, which remembers what it was asked, by the guardrails and the day that count. */
export function packJudge(
  pack: Pack,
  { cost, isUnknownError }: EngineOptions,
): (guardrails: Guardrails, asOf: string) => PackJudge {
  const asked: AppliedWaivers[] = [];
  const stacks = new Map<string, AskedStack>();
  const doubts = new Set<string>();
  const names = new Set(pack.rules.map(({ name }) => name));

  return (all, asOf) => {
    // What the file says of the rules of other packs is theirs to tell.
    const guardrails = { ...all, baseline: all.baseline.filter(({ rule }) => names.has(rule)) };
    type Graph = ReturnType<typeof graphOfStack>;

    const judged = (rules: readonly Rule[], graph: Graph): readonly ControlResult[] => {
      stacks.set(graph.stack, graph);
      const isNeeded = graph.complete || guardrails.waivers.entries.some((one) => one.maxMonthlyUsd !== undefined);
      const price = isNeeded ? cost?.(graph, asOf) : undefined;
      const stack = stackView(graph, { phase: "preview" });
      const input = { stack, guardrails, asOf, ...(price === undefined ? {} : { cost: price }) };
      const applied = applyWaivers(runRules([{ ...pack, rules }], input).results, guardrails, asOf, price);
      // A run can have ten thousand resources, and only what was found is looked at again.
      asked.push({ ...applied, results: applied.results.filter(({ status }) => status !== undefined) });
      return applied.results.filter(({ status }) => status === "open");
    };

    return {
      endedWaivers: () =>
        guardrailFindings(guardrails, asOf, [], []).flatMap(({ rule, message }) =>
          rule === "waiver-expired" && message !== undefined ? [`${message}. Take it out, or decide anew`] : [],
        ),
      ofResource(rule, resource) {
        const results = judged([rule], graphOfResource(resource, isUnknownError));
        for (const { result, urn } of results) if (result === "unknown") doubts.add(`${rule.name} ${urn}`);
        return results;
      },
      ofStack: (rule, resources) => judged([rule], graphOfStack(resources, isUnknownError)),
      ofDoubts(resources) {
        const doubtful = pack.rules.filter(({ name }) => [...doubts].some((doubt) => doubt.startsWith(`${name} `)));
        if (doubtful.length === 0) return [];
        const rules = new Map(doubtful.map((rule) => [rule.name, rule]));
        return judged(doubtful, graphOfStack(resources, isUnknownError)).flatMap((result) => {
          const rule = rules.get(result.rule);
          const isNew = result.result === "fail" && result.blocking && doubts.has(`${result.rule} ${result.urn}`);
          return rule !== undefined && isNew ? [{ rule, result }] : [];
        });
      },
      ofGuardrails: () =>
        guardrailFindings(guardrails, asOf, asked, [...stacks.values()]).filter(({ blocking }) => !blocking),
      remedy(rule, resource) {
        const graph = graphOfResource(resource, isUnknownError);
        const { remedy } = rule;
        const setting = settingOf(rule, guardrails, environmentOf(guardrails, graph.stack).name);
        if (remedy === undefined || !setting.remedy || setting.level === "disabled") return [];
        if (!judged([rule], graph).some(({ result }) => result === "fail")) return [];
        const stack = stackView(graph, { phase: "preview" });
        const view = stack.get(resource.urn);
        return view === undefined ? [] : remedy(view, contextOf(setting, { stack, guardrails, asOf }));
      },
    };
  };
}
