import { describe, expect, it } from "vitest";
import { childrenCases } from "./cases/children.js";
import { layoutCases } from "./cases/layout.js";
import { nameCases } from "./cases/names.js";
import { orderCases } from "./cases/order.js";
import { placedStoreCases } from "./cases/placed-stores.js";
import { portCases } from "./cases/port.js";
import { schedulingCases } from "./cases/scheduling.js";
import { secretCases } from "./cases/secrets.js";
import { stabilityCases } from "./cases/stability.js";
import { storeCases } from "./cases/stores.js";
import { type ClusterPlan, planCluster } from "./cluster-plan.js";
import type { ContractCase, ContractSubject, ContractTarget } from "./contract-target.js";
import { type KnownResource, runWithKnownOutputs } from "./known-outputs.js";
import { manifestsText, orderText, summaryText, urnsText } from "./goldens.js";

/** Every promise of the contract, by what it is about. */
export const contractCases: Readonly<Record<string, readonly ContractCase[]>> = {
  "the port": portCases,
  "the layout": layoutCases,
  scheduling: schedulingCases,
  "the children": childrenCases,
  secrets: secretCases,
  "order and protection": orderCases,
  stability: stabilityCases,
  names: nameCases,
  stores: storeCases,
  "stores with a place": placedStoreCases,
};

/** A target with what all cases share, made when it is first asked for. */
export function subjectOf(target: ContractTarget): ContractSubject {
  let planned: Promise<ClusterPlan> | undefined;
  let sent: Promise<readonly KnownResource[]> | undefined;
  return {
    target,
    standard: () => (planned ??= planCluster(target)),
    known: () => (sent ??= runWithKnownOutputs(target)),
  };
}

/**
 * The one suite that every target passes. What a target cannot keep it declares, with the reason: there the suite
 * asserts that the promise is broken, and what holds in its place.
 */
export function targetContract(target: ContractTarget): void {
  const subject = subjectOf(target);
  const { golden = target.name } = target;

  describe.each(Object.entries(contractCases))(`${golden}: %s`, (_, cases) => {
    for (const { name, check } of cases) {
      const exception = target.exceptions.find(({ test }) => test === name);
      if (exception === undefined) it(name, () => check(subject));
      else {
        it(`makes an exception of "${name}": ${exception.reason}`, async () => {
          await expect((async () => check(subject))()).rejects.toMatchObject({ name: "AssertionError" });
          await exception.instead(subject);
        });
      }
    }
  });

  describe(`${golden}: the golden files`, () => {
    it("has a name for every exception that a case of the suite has", () => {
      const names = Object.values(contractCases).flatMap((cases) => cases.map(({ name }) => name));
      expect(target.exceptions.map(({ test }) => test).filter((test) => !names.includes(test))).toEqual([]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    });

    it.each([
      ["children", "urns.txt", urnsText],
      ["resolved spec", "summary.yaml", summaryText],
      ["Kubernetes objects", "manifests.yaml", manifestsText],
      ["order", "order.txt", orderText],
    ] as const)("has the %s that a reviewer agreed to", async (_, file, text) => {
      await expect(text(await subject.standard())).toMatchFileSnapshot(`../golden/contract/${golden}.${file}`);
    });
  });
}
