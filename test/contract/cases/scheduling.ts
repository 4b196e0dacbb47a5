import { gpuBinding, withGpu } from "@roadstead/cluster";
import { expect } from "vitest";
import { nodesOf, pluginsOn, podsOf } from "../cloud-nodes.js";
import type { ClusterPlan } from "../cluster-plan.js";
import type { ContractCase } from "../contract-target.js";
import { fits, type SchedulerPod } from "../scheduler.js";
import { standardPools } from "../standard-spec.js";

const gpuPools = ["serving", "shared", "lab"];

/** Where pods run, on nodes built from what the clouds were told. */
export const schedulingCases: readonly ContractCase[] = [
  {
    name: "lets a pod with a pool's GPUs run on that pool's nodes and on no others",
    async check({ standard }) {
      const plan = await standard();
      for (const pool of gpuPools) {
        const pod = withGpu(
          { containers: [{ name: "main", image: "app:1" }] },
          gpuBinding(plan.summary.pools, pool),
          1,
        );
        expect(poolsWhere(plan, pod as unknown as SchedulerPod), pool).toEqual([pool]);
      }
    },
  },
  {
    name: "tolerates in a pool's GPU binding every taint of the pool",
    async check({ standard }) {
      const { pools } = (await standard()).summary;
      for (const name of gpuPools) {
        const tolerated = gpuBinding(pools, name).tolerations.map(({ key, effect }) => [key, effect]);
        const taints = pools.find((pool) => pool.name === name)?.taints.map(({ key, effect }) => [key, effect]);
        expect(tolerated, name).toEqual(taints);
      }
    },
  },
  {
    name: "lets no pod have more GPUs than its node has",
    async check({ standard }) {
      const plan = await standard();
      for (const node of nodesOf(plan).filter(({ pool }) => gpuPools.includes(pool))) {
        expect(gpuBinding(plan.summary.pools, node.pool).maxPerPod, node.name).toBeLessThanOrEqual(node.gpus);
      }
    },
  },
  {
    name: "keeps pods that ask for nothing off nodes with GPUs",
    async check({ standard }) {
      const plan = await standard();
      expect(poolsWhere(plan, { containers: [{}] })).toEqual(
        plan.summary.pools[0]?.name === "system" ? ["system"] : [],
      );
    },
  },
  {
    name: "has exactly one device plugin on each node with GPUs: its own, or the one of whoever owns it",
    async check({ standard }) {
      const plan = await standard();
      for (const node of nodesOf(plan)) {
        const pool = plan.summary.pools.find(({ name }) => name === node.pool);
        const owned = pool?.gpuStack?.devicePlugin === "roadstead" ? 1 : 0;
        expect(pluginsOn(plan, node), node.name).toHaveLength(owned);
      }
    },
  },
  {
    name: "measures each node with GPUs once: by its own exporter, or by the owner's",
    async check({ standard }) {
      const plan = await standard();
      const exporters = podsOf(plan, "DaemonSet").filter(({ pod }) =>
        pod.containers.some(({ image }) => image.includes("dcgm-exporter")),
      );
      for (const node of nodesOf(plan)) {
        const pool = plan.summary.pools.find(({ name }) => name === node.pool);
        const owned = pool?.gpuStack?.metrics === "roadstead" ? 1 : 0;
        expect(
          exporters.filter(({ pod }) => fits(pod, node)),
          node.name,
        ).toHaveLength(owned);
      }
    },
  },
  {
    name: "runs each DaemonSet on all nodes of its pool, with the pool's runtime class, and on no others",
    async check({ standard }) {
      const plan = await standard();
      for (const { name, pod } of podsOf(plan, "DaemonSet")) {
        const pool = standardPools.find((candidate) => name.endsWith(`-${candidate}`));
        expect(poolsWhere(plan, pod), name).toEqual([pool]);
        const own = nodesOf(plan).filter((node) => node.pool === pool);
        expect(
          own.filter((node) => !fits(pod, node)),
          name,
        ).toEqual([]);
        expect(pod.runtimeClassName).toBe(plan.summary.pools.find((it) => it.name === pool)?.runtimeClassName);
      }
    },
  },
  {
    name: "gives each Deployment nodes that are always there",
    async check({ standard }) {
      const plan = await standard();
      const permanent = plan.summary.pools.filter(({ kind, size }) => kind === "system" && size.min > 0);
      for (const { name, pod } of podsOf(plan, "Deployment")) {
        expect(poolsWhere(plan, pod), name).toEqual(permanent.map((pool) => pool.name));
      }
    },
  },
];

/** Pools that have a node on which the pod may run. */
function poolsWhere(plan: ClusterPlan, pod: SchedulerPod): readonly string[] {
  return [...new Set(nodesOf(plan).flatMap((node) => (fits(pod, node) ? [node.pool] : [])))];
}
