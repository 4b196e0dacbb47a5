import type { ClusterSpec } from "@roadstead/core";

/**
 * The spec that every target must carry out: whole GPUs of two capacity kinds, time slicing, MIG, a GPU pool with a
 * taint of its own, and one without GPUs. Frozen, so that whoever writes to it fails.
 */
export const standardSpec: ClusterSpec = frozen({
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 1 },
      size: { min: 0, max: 8 },
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
    },
    shared: {
      accelerator: { model: "t4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 0, max: 2 },
    },
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 2 },
      taints: [{ key: "team", value: "research", effect: "NoExecute" }],
    },
    etl: {
      node: { minVcpu: 8, minMemoryGib: 32 },
      size: { min: 1, max: 4 },
      labels: { team: "data" },
      taints: [{ key: "batch-only", effect: "NoSchedule" }],
    },
  },
  tags: {
    owner: "ml-platform",
    costCenter: "4711",
    environment: "dev",
    additional: { project: "recommender" },
  },
} satisfies ClusterSpec);

export const standardPools: readonly string[] = Object.keys(standardSpec.pools);

/** Shares that one node of each pool must advertise, worked out by hand: 8 GPUs x 7 instances of `1g.5gb` = 56. */
export const expectedShares: Readonly<Record<string, number>> = { serving: 1, shared: 4, lab: 56, etl: 0 };

/** GPUs in the machines of each pool; on owned nodes nothing else tells. */
export const physicalGpus: Readonly<Record<string, number>> = { serving: 1, shared: 1, lab: 8, etl: 0 };

/** Four faults in four places, and no other. */
export const brokenSpec: ClusterSpec = {
  pools: {
    serving: { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 4, max: 2 } },
    shared: {
      accelerator: { model: "t4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 1 } },
      size: { min: 0, max: 2 },
    },
    etl: { node: { minVcpu: -8 }, size: { min: 0, max: 2 }, labels: { "kubernetes.io/role": "etl" } },
  },
  tags: standardSpec.tags,
};

export const brokenRules: readonly string[] = [
  "spec/label-reserved",
  "spec/node-number",
  "spec/replicas-one",
  "spec/size-order",
];

/** The spec with some of its pools, in the order that is asked for. */
export function withPools(pools: readonly string[]): ClusterSpec {
  const kept = pools.flatMap((name) => {
    const pool = standardSpec.pools[name];
    return pool === undefined ? [] : [[name, pool] as const];
  });
  return { ...standardSpec, pools: Object.fromEntries(kept) };
}

/** The spec with one pool changed. */
export function withPool(name: string, change: Partial<ClusterSpec["pools"][string]>): ClusterSpec {
  const pool = { ...standardSpec.pools[name], ...change } as ClusterSpec["pools"][string];
  return { ...standardSpec, pools: { ...standardSpec.pools, [name]: pool } };
}

/** Frozen at every depth. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
