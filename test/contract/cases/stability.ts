import { type GraphResource, isPropertyMap, isSecret, isUnknown, type PropertyValue } from "@roadstead/core";
import { expect } from "vitest";
import { type ClusterPlan, labelOf, planCluster, plainInputs } from "../cluster-plan.js";
import type { ContractCase, ContractTarget } from "../contract-target.js";
import { revealed } from "../known-outputs.js";
import { standardPools, standardSpec, withPool, withPools } from "../standard-spec.js";

const pools = Object.keys(standardSpec.pools);

/** What stays when something else changes. */
export const stabilityCases: readonly ContractCase[] = [
  {
    name: "declares the same children, with the same dependencies, whether outputs are unknown or known",
    async check({ standard, known }) {
      const plan = await standard();
      const sent = await known();
      expect(sent.map(({ urn }) => urn).sort()).toEqual(plan.urns);
      const dependencies = new Map(plan.resources.map((resource) => [resource.urn, resource.dependencies]));
      for (const resource of sent) {
        expect(resource.dependencies, resource.urn).toEqual(dependencies.get(resource.urn));
      }
    },
  },
  {
    name: "sends at up exactly what the plan showed, with the unknowns filled in",
    async check({ standard, known }) {
      const inputs = new Map((await known()).map((sent) => [sent.urn, sent.inputs]));
      const differences = (await standard()).resources.flatMap((resource) => {
        const sent = revealed(inputs.get(resource.urn)).all;
        // The engine, not the program, says which plugin a provider is of.
        const { version: _, ...planned } = resource.inputs;
        return differing(resource.kind === "provider" ? planned : resource.inputs, sent, "").map(
          (path) => `${labelOf(resource)} ${path}`,
        );
      });
      expect(differences).toEqual([]);
    },
  },
  {
    name: "declares the same graph when it runs again",
    async check({ target, standard }) {
      expect(comparable(await planCluster(target))).toEqual(comparable(await standard()));
    },
  },
  {
    name: "does not care in which order the pools are written",
    async check({ target, standard }) {
      const plan = await planCluster(target, { spec: withPools([...pools].reverse()) });
      expect(plan.urns).toEqual((await standard()).urns);
      const names = (of: ClusterPlan) => groupNames(of).sort();
      expect(names(plan)).toEqual(names(await standard()));
    },
  },
  {
    name: "drops with a pool only that pool's children, and leaves those of the others as they are",
    async check({ target, standard }) {
      const all = await standard();
      for (const dropped of ["serving", "lab"]) {
        const plan = await planCluster(target, { spec: withPools(pools.filter((name) => name !== dropped)) });
        expect(plan.urns.filter((urn) => !all.urns.includes(urn))).toEqual([]);
        const gone = all.resources.filter(({ urn }) => !plan.urns.includes(urn));
        expect(gone.length, dropped).toBeGreaterThan(0);
        expect(gone.filter((child) => !belongsTo(child, dropped)).map(labelOf)).toEqual([]);
        for (const pool of plan.summary.pools) {
          expect(poolChildren(plan, pool.name), pool.name).toEqual(poolChildren(all, pool.name));
        }
      }
    },
  },
  {
    name: "gives new names to exactly the groups whose GPU model changed",
    async check({ target, standard }) {
      const plan = await planCluster(target, {
        spec: withPool("shared", {
          accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
        }),
      });
      expect(plan.urns).toEqual((await standard()).urns);
      expect(renamedPools(await standard(), plan)).toEqual(["shared"]);
    },
  },
  {
    name: "keeps every name when only the size of a pool changes",
    async check({ target, standard }) {
      const plan = await planCluster(target, { spec: withPool("shared", { size: { min: 0, max: 3 } }) });
      expect(plan.urns).toEqual((await standard()).urns);
      expect(renamedPools(await standard(), plan)).toEqual([]);
    },
  },
  {
    name: "resolves pools on their own: each is the same without the others",
    check({ target }) {
      for (const name of standardPools) {
        const alone = layoutOf(target, [name]).find((pool) => pool.name === name);
        expect(alone).toEqual(layoutOf(target, standardPools).find((pool) => pool.name === name));
      }
    },
  },
];

function layoutOf(target: ContractTarget, names: readonly string[]) {
  return target.make(names).layout(withPools(names)).pools;
}

/** What must be equal of two runs: everything but where in a source file a resource stands. */
function comparable(plan: ClusterPlan) {
  const rows = plan.resources.map(({ sourcePosition: _, inputs: _inputs, outputs: _outputs, ...rest }) => rest);
  const inputs = plan.resources.map((resource) => [resource.urn, plainInputs(resource)] as const);
  return {
    rows: rows.sort((a, b) => (a.urn < b.urn ? -1 : 1)),
    inputs: Object.fromEntries(inputs),
    summary: plan.summary,
  };
}

/** True for a child with the pool's name, as a word, in its own. */
function belongsTo({ name }: Pick<GraphResource, "name">, pool: string): boolean {
  return new RegExp(`-${pool}(?![a-z0-9])`).test(name);
}

/** Inputs of the children that belong to one pool, by what they are. */
function poolChildren(plan: ClusterPlan, pool: string): Readonly<Record<string, unknown>> {
  const own = plan.children.filter((child) => belongsTo(child, pool));
  return Object.fromEntries(own.map((child) => [labelOf(child), plainInputs(child)]));
}

/** Physical names of all groups, as the clouds are told. */
function groupNames(plan: ClusterPlan): string[] {
  return plan.summary.pools.flatMap(({ groups }) => groups.map(({ name }) => name));
}

/** Pools that have a group with another physical name, in the layout and in what the cloud is told alike. */
function renamedPools(before: ClusterPlan, after: ClusterPlan): readonly string[] {
  const renamed = after.summary.pools.filter(({ name, groups }) => {
    const old = before.summary.pools.find((pool) => pool.name === name);
    return groups.some((group, index) => group.name !== old?.groups[index]?.name);
  });
  const told = after.children.filter(({ urn, inputs }) => {
    const old = before.children.find((child) => child.urn === urn);
    return ["nodeGroupName", "name"].some((key) => typeof inputs[key] === "string" && inputs[key] !== old?.inputs[key]);
  });
  const names = renamed.map(({ name }) => name);
  expect(told.filter((child) => !names.some((name) => belongsTo(child, name))).map(labelOf)).toEqual([]);
  return names;
}

/** Paths where what was sent is not what was planned; an unknown stands for anything. */
function differing(planned: PropertyValue | undefined, sent: unknown, path: string): readonly string[] {
  if (isUnknown(planned)) return sent === undefined ? [path] : [];
  if (isSecret(planned)) return differing(planned.reveal(), sent, path);
  if (Array.isArray(planned) && Array.isArray(sent)) {
    if (planned.length !== sent.length) return [path];
    return planned.flatMap((item: PropertyValue, index) => differing(item, sent[index], `${path}[${index}]`));
  }
  if (isPropertyMap(planned) && typeof sent === "object" && sent !== null && !Array.isArray(sent)) {
    const record = sent as Readonly<Record<string, unknown>>;
    const keys = [...new Set([...Object.keys(planned), ...Object.keys(record)])];
    return keys.flatMap((key) => differing(planned[key], record[key], `${path}.${key}`));
  }
  return planned === sent ? [] : [path];
}
