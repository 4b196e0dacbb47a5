import { fileURLToPath } from "node:url";
import type { PropertyMap, ResourceGraph } from "@roadstead/core";
import { estimate } from "@roadstead/cost";
import { parseStored, planProject } from "@roadstead/plan";
import type { Phase } from "@roadstead/policy";
import { audit, readGuardrails } from "@roadstead/policy";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import { benchSuite } from "../bench/bench-suite.js";
import { hostProviders, inlineProgram, inlineStack, openStack } from "../bench/engine/index.js";
import type { ProviderHost } from "../bench/engine/index.js";
import { echoAws, echoGcp } from "../bench/providers/echo/clouds.js";
import { echoKubernetes } from "../bench/providers/echo/kubernetes.js";
import { arbitraryResource, veiled } from "../property/arbitrary-resources.js";

const projectDir = fileURLToPath(new URL("programs/generated", import.meta.url));
const packs = [clusterBaseline, costGuardrails];
const asOf = "2026-11-24";

const budgets = [
  { name: "tight", on: "ceiling", monthlyUsd: 500 },
  { name: "wide", on: "expected", monthlyUsd: 1_000_000 },
];
const { guardrails } = readGuardrails(
  { version: 1, budgets, rules: { "regions-allowed": { config: { allowed: ["us-*"] } } } },
  packs.flatMap(({ rules }) => rules),
);

/** Programs that differ in stack and luck; many resources each, because a run of the engine is dear. */
const programs = ["dev", "prod", "blue"].map((stack, seed) => {
  const resources = fc.sample(arbitraryResource, { seed: 60 + seed, numRuns: 30 });
  const rolls = fc.sample(fc.nat(5), { seed: 70 + seed, numRuns: 97 });
  let roll = 0;
  const dice = (): boolean => rolls[roll++ % rolls.length] === 0;
  return {
    stack,
    resources: resources.map(({ type, inputs = {} }, i) => ({
      type,
      name: `r${i}`,
      inputs: veiled(inputs, dice, (value) => ({ later: value }) as PropertyMap),
    })),
  };
});

let host: ProviderHost;

/** What every rule says of every resource, in one word; budgets are told apart by their names. */
function answers(graph: ResourceGraph, phase: Phase): ReadonlyMap<string, string> {
  if (guardrails === undefined) throw new Error("no guardrails");
  const { results } = audit([{ name: phase, graph, phase, cost: estimate(graph, { asOf }) }], {
    packs,
    guardrails,
    asOf,
  });
  const found = new Map<string, string>();
  for (const { pack, rule, urn, message = "", limit = "", result } of results) {
    if (pack === "guardrails") continue;
    const budget = rule === "monthly-budget" ? (/budget (\w+)/.exec(message)?.[1] ?? limit) : "";
    found.set(`${rule} ${urn} ${budget}`, result);
  }
  return found;
}

/** A control that does not apply finds nothing, as one that holds. */
const foundBy = (all: ReadonlyMap<string, string>, key: string): string => {
  const result = all.get(key);
  return result === "fail" || result === "unknown" ? result : "nothing";
};

benchSuite("findings of generated programs, over time", () => {
  beforeAll(async () => {
    host = await hostProviders({ aws: () => echoAws(), gcp: () => echoGcp(), kubernetes: () => echoKubernetes() });
  });
  afterAll(() => host.close());

  it.each(programs)(
    "on the stack $stack change from unknown only: plan, preview, state",
    async ({ stack, resources }) => {
      const config = { resources: JSON.stringify(resources) };
      const opened = await openStack({ projectDir, stack, config, env: host.env });
      try {
        const inline = inlineStack(inlineProgram(projectDir), opened);
        const plan = await planProject(projectDir, { stack, config });
        const preview = await inline.preview();
        const up = await inline.up();
        expect([plan.problems, preview.exitCode, up.exitCode]).toEqual([[], 0, 0]);
        const seen = [
          answers(plan, "plan"),
          answers(parseStored(JSON.stringify(preview.digest), "preview").graph, "preview"),
          answers(parseStored(JSON.stringify(await opened.export()), "state").graph, "state"),
        ];
        const changes: string[] = [];
        const keys = new Set(seen.flatMap((all) => [...all.keys()]));
        for (const key of keys) {
          const [first = "", ...later] = seen.map((all) => foundBy(all, key));
          later.reduce((before, after) => {
            if (before !== "unknown" && after !== before) changes.push(`${key}: ${[first, ...later].join(" -> ")}`);
            return after;
          }, first);
        }
        expect(changes).toEqual([]);
        // All three kinds of answers are there, and something that was unknown was told in the end.
        const [planned = new Map<string, string>(), , state = new Map<string, string>()] = seen;
        expect(new Set(planned.values())).toEqual(new Set(["pass", "fail", "unknown"]));
        expect([...planned].some(([key, result]) => result === "unknown" && state.get(key) === "fail")).toBe(true);
      } finally {
        await opened.remove();
      }
    },
  );
});
