import { k3s } from "@roadstead/k3s";
import { describe, expect, it } from "vitest";
import type { ContractTarget } from "../contract-target.js";
import { kubeconfigText, nodesFor } from "../kubeconfig-text.js";
import { contractCases, subjectOf } from "../target-contract.js";
import type { Fault } from "./fault.js";
import { faults } from "./faults.js";

/*
 * A suite that nothing fails proves nothing. Each of these targets is k3s with one fault, and the case that must
 * find it does; without the fault all cases pass.
 */

describe("the contract finds a target with", () => {
  it.each(faults)("$fault", async ({ finds, ...fault }) => {
    const found = Object.values(contractCases)
      .flat()
      .find(({ name }) => name === finds);
    if (found === undefined) throw new Error(`no case is named "${finds}"`);
    // An assertion, and no error on the way to it: that would find any fault.
    await expect((async () => found.check(subjectOf(onK3s(fault))))()).rejects.toMatchObject({
      name: "AssertionError",
    });
  });
});

function onK3s({ sabotage = (target) => target, transform }: Pick<Fault, "sabotage" | "transform">): ContractTarget {
  return {
    name: "k3s",
    make: (pools, { images, secret } = {}) =>
      sabotage(
        k3s({
          kubeconfig: kubeconfigText(secret),
          clusterId: "dc1",
          pools: nodesFor(pools),
          ...(images === undefined ? {} : { images }),
          ...(transform === undefined ? {} : { transform }),
        }),
      ),
    isAccess: ({ type }) => /^kubernetes:core\/v1:Node(Patch)?$/.test(type),
    isFirstNode: ({ type }) => type === "kubernetes:core/v1:NodePatch",
    exceptions: [],
  };
}
