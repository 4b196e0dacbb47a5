import { estimate } from "@roadstead/cost";
import { audit, readGuardrails } from "@roadstead/policy";
import { describe, expect, it } from "vitest";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import { goodStacks } from "./good-stacks/index.js";
import { runInEngine } from "./run-in-engine.js";
import type { SampleResource } from "./sample-graph.js";
import { sampleGraph } from "./sample-graph.js";

const packs = [clusterBaseline, costGuardrails];
const rules = packs.flatMap((pack) => pack.rules);
const asOf = "2026-11-24";
const all = Object.entries(goodStacks);

/** The provider's URN has the name of the stack in it too. */
const inStack = (resource: SampleResource, stack: string): SampleResource => {
  const provider = resource.more?.provider?.replace("urn:pulumi:dev::", `urn:pulumi:${stack}::`);
  return provider === undefined ? resource : { ...resource, more: { ...resource.more, provider } };
};

describe.each(all)("a good stack on %s", (_, stacks) => {
  it.each(stacks)("is let through: $name", ({ resources, stack = "dev", guardrails = {} }) => {
    const graph = sampleGraph(
      resources.map((one) => inStack(one, stack)),
      stack,
    );
    const { guardrails: read } = readGuardrails({ version: 1, ...guardrails }, rules);
    if (read === undefined) throw new Error("no guardrails");
    for (const phase of ["plan", "preview", "state"] as const) {
      const found = audit([{ name: "stack", graph, phase, cost: estimate(graph, { asOf }) }], {
        packs,
        guardrails: read,
        asOf,
      });
      const blocking = found.results.filter((one) => one.blocking);
      expect(blocking.map(({ rule, urn, message }) => `${phase}: ${rule} ${urn}: ${message ?? ""}`)).toEqual([]);
    }
    for (const pack of packs) {
      expect(
        runInEngine(pack, graph, { guardrails }).blocked.map(({ policy, message }) => `${policy}: ${message}`),
      ).toEqual([]);
    }
  });
});

it("there are more than 40 of them", () => {
  expect(all.flatMap(([, stacks]) => stacks).length).toBeGreaterThan(40);
});
