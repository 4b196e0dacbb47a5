import { gpuTaint, labels, summarize } from "@roadstead/core";
import { expect } from "vitest";
import { nodesOf } from "../cloud-nodes.js";
import type { ContractCase, ContractTarget } from "../contract-target.js";
import { expectedShares, standardPools, standardSpec } from "../standard-spec.js";

/** The resolved spec, and whether the nodes are what it says. */
export const layoutCases: readonly ContractCase[] = [
  {
    name: "resolves the same spec to the same layout every time",
    check({ target }) {
      expect(layoutOf(target)).toEqual(layoutOf(target));
    },
  },
  {
    name: "has a layout that survives JSON: plain data, nothing undefined",
    check({ target }) {
      const layout = layoutOf(target);
      expect(JSON.parse(JSON.stringify(layout))).toStrictEqual(layout);
    },
  },
  {
    name: "registers its layout, with name and version, as the component's summary",
    async check({ target, standard }) {
      expect((await standard()).summary).toStrictEqual(summarize("ai", layoutOf(target)));
    },
  },
  {
    name: "keeps the spec's pools in their order, behind a system pool where it makes one",
    check({ target }) {
      const { systemPool } = target.make(standardPools).capabilities;
      const names = layoutOf(target).pools.map(({ name }) => name);
      expect(names).toEqual(systemPool ? ["system", ...standardPools] : standardPools);
    },
  },
  {
    name: "gives nodes the canonical labels, with the same keys and values everywhere",
    async check({ standard }) {
      const nodes = nodesOf(await standard());
      const canonical = Object.entries(canonicalLabels).map(([pool, expected]) => ({ pool, expected }));
      for (const { pool, expected } of canonical) {
        const own = nodes.filter((node) => node.pool === pool);
        expect(own, pool).not.toEqual([]);
        for (const node of own) expect(node.labels, node.name).toMatchObject(expected);
      }
    },
  },
  {
    name: "sets on the nodes exactly the taints of the layout: the canonical one, the target's own, the user's",
    async check({ standard }) {
      const plan = await standard();
      for (const node of nodesOf(plan)) {
        const pool = plan.summary.pools.find(({ name }) => name === node.pool);
        const written = node.taints.map((taint) => ({ ...taint, value: taint.value ?? "" }));
        expect(written, node.name).toEqual(pool?.taints.map((taint) => ({ ...taint, value: taint.value ?? "" })));
      }
      const taintsOf = (name: string) => plan.summary.pools.find((pool) => pool.name === name)?.taints;
      expect(taintsOf("shared")).toEqual([gpuTaint]);
      expect(taintsOf("lab")).toEqual([gpuTaint, { key: "team", value: "research", effect: "NoExecute" }]);
      expect(taintsOf("etl")).toEqual([{ key: "batch-only", effect: "NoSchedule" }]);
      expect(taintsOf("serving")?.[0]).toEqual(gpuTaint);
    },
  },
  {
    name: "puts every label of the layout on the nodes",
    async check({ standard }) {
      const plan = await standard();
      for (const node of nodesOf(plan)) {
        const pool = plan.summary.pools.find(({ name }) => name === node.pool);
        expect(node.labels, node.name).toMatchObject(pool?.labels ?? {});
      }
    },
  },
  {
    name: "counts what a node can hand out by its sharing mode: whole GPUs, shares, MIG instances, none",
    check({ target }) {
      const shares = layoutOf(target).pools.map(({ name, allocatable }) => [name, allocatable.gpu] as const);
      expect(Object.fromEntries(shares.filter(([name]) => name !== "system"))).toEqual(expectedShares);
    },
  },
  {
    name: "makes nodes that advertise as many GPUs as the layout promises",
    async check({ standard }) {
      for (const node of nodesOf(await standard())) {
        expect(node.gpus, node.name).toBe(node.pool === "system" ? 0 : expectedShares[node.pool]);
      }
    },
  },
  {
    name: "adds up the groups of a pool to the pool's size, the least belonging to the first",
    check({ target }) {
      for (const pool of layoutOf(target).pools) {
        const [first, ...others] = pool.groups;
        expect(first?.size.min, pool.name).toBe(pool.size.min);
        expect(others.map(({ size }) => size.min)).toEqual(others.map(() => 0));
        const most = pool.groups.reduce((sum, { size }) => sum + size.max, 0);
        expect(most, pool.name).toBe(pool.size.max);
      }
    },
  },
  {
    name: "carries out the capacity kinds in the order of the spec",
    check({ target }) {
      const serving = layoutOf(target).pools.find(({ name }) => name === "serving");
      expect(serving?.groups.map(({ capacity, size }) => [capacity, size.max])).toEqual([
        ["spot", 6],
        ["on-demand", 2],
      ]);
      expect(serving?.capacityOrder).toMatch(/\w/);
    },
  },
  {
    name: "says of every GPU layer who owns it",
    check({ target }) {
      for (const pool of layoutOf(target).pools) {
        if (pool.accelerator === undefined) expect(pool, pool.name).not.toHaveProperty("gpuStack");
        else {
          const mig = pool.accelerator.sharing.mode === "mig";
          const layers = ["driver", "toolkit", "devicePlugin", "sharingConfig", "metrics", ...(mig ? ["mig"] : [])];
          expect(Object.keys(pool.gpuStack ?? {}).sort(), pool.name).toEqual(layers.sort());
        }
      }
    },
  },
];

function layoutOf(target: ContractTarget) {
  return target.make(standardPools).layout(standardSpec);
}

const canonicalLabels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  serving: {
    [labels.pool]: "serving",
    [labels.accelerator]: "l4",
    [labels.sharing]: "exclusive",
    [labels.gpuPresent]: "true",
  },
  shared: {
    [labels.pool]: "shared",
    [labels.accelerator]: "t4",
    [labels.sharing]: "time-slicing",
    [labels.gpuPresent]: "true",
  },
  lab: {
    [labels.pool]: "lab",
    [labels.accelerator]: "a100-40",
    [labels.sharing]: "mig",
    [labels.gpuPresent]: "true",
  },
  etl: { [labels.pool]: "etl", team: "data" },
};
