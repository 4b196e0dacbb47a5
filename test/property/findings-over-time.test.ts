import { unknownValue } from "@roadstead/core";
import type { Pack, Phase } from "@roadstead/policy";
import { noGuardrails, runRules, stackView } from "@roadstead/policy";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pack as clusterBaseline } from "../../policies/cluster-baseline/pack.js";
import { pack as costGuardrails } from "../../policies/cost-guardrails/pack.js";
import type { SampleResource } from "../policies/sample-graph.js";
import { sampleGraph } from "../policies/sample-graph.js";
import { arbitraryResource, veiled } from "./arbitrary-resources.js";

const packs: readonly Pack[] = [clusterBaseline, costGuardrails];

function resultsOf(resources: readonly SampleResource[], phase: Phase, stackName: string) {
  const stack = stackView(sampleGraph(resources, stackName), { phase });
  const { results } = runRules(packs, { stack, guardrails: noGuardrails, asOf: "2026-11-24" });
  return new Map(results.map(({ rule, urn, result }) => [`${rule} ${urn}`, result]));
}

it("what a plan calls a pass or a failure, the state calls the same: only an unknown may change", () => {
  const stackName = fc.constantFrom("dev", "prod", "blue");
  fc.assert(
    fc.property(
      fc.array(arbitraryResource, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(5), { minLength: 30, maxLength: 30 }),
      stackName,
      (resources, rolls, name) => {
        let roll = 0;
        const dice = (): boolean => rolls[roll++ % rolls.length] === 0;
        const plan = resources.map((one) => ({ ...one, inputs: veiled(one.inputs ?? {}, dice, () => unknownValue) }));
        const later = resultsOf(resources, "state", name);
        const now = resultsOf(plan, "plan", name);
        // A control that does not apply finds nothing, as one that holds.
        const found = (result: string | undefined): string =>
          result === "fail" || result === "unknown" ? result : "nothing";
        for (const key of new Set([...now.keys(), ...later.keys()])) {
          const before = found(now.get(key));
          if (before !== "unknown") expect(`${key}: ${found(later.get(key))}`).toBe(`${key}: ${before}`);
        }
      },
    ),
    { numRuns: 1500, seed: 6 },
  );
});
