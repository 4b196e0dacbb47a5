import { isSecret, isUnknown } from "@roadstead/core";
import { expect } from "vitest";
import { planCluster } from "../cluster-plan.js";
import type { ContractCase } from "../contract-target.js";
import { knownCa, revealed } from "../known-outputs.js";
import { withPools } from "../standard-spec.js";

const canary = "canary-0b64de";

/** What may be shown nowhere. */
export const secretCases: readonly ContractCase[] = [
  {
    name: "keeps the kubeconfig secret where it goes in and where it comes out",
    async check({ standard, known }) {
      const plan = await standard();
      for (const kubeconfig of [plan.named("ai-kubernetes").inputs["kubeconfig"], plan.cluster.outputs["kubeconfig"]]) {
        // A secret that is not known yet is an unknown, as in a preview.
        expect(isSecret(kubeconfig) || isUnknown(kubeconfig)).toBe(true);
      }
      const sent = await known();
      const provider = sent.find(({ urn }) => urn.endsWith("::ai-kubernetes"));
      const cluster = sent.find(({ urn }) => urn.endsWith("::ai"));
      for (const kubeconfig of [provider?.inputs["kubeconfig"], cluster?.outputs?.["kubeconfig"]]) {
        expect(revealed(kubeconfig).plain).toBe("<secret>");
        expect(revealed(kubeconfig).all).toMatch(/current-context/);
      }
    },
  },
  {
    name: "shows what the factory was given as a secret nowhere in the plan: no input, output, name, note or message",
    async check({ target }) {
      const { plan } = await planCluster(target, { secret: canary, spec: withPools(["lab"]) });
      // Values marked secret print as `<secret>`; whatever else held the text would print it.
      expect(JSON.stringify(plan)).not.toContain(canary);
    },
  },
  {
    name: "marks as secret whatever has the cluster's credentials in it, once they are known",
    async check({ known }) {
      const sent = await known();
      const plain = sent.map(({ inputs, outputs }) => revealed({ inputs, outputs }).plain);
      expect(JSON.stringify(plain)).not.toContain(knownCa);
    },
  },
];
