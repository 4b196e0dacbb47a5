import type { Reading } from "../view/reading.js";
import type { ResourceView } from "../view/resource-view.js";
import type { Cloud } from "./machine-gpus.js";
import { gkeModel, machineGpus } from "./machine-gpus.js";

export type Purchase = "on-demand" | "spot" | "reserved" | "flex-start";

/** Machines of one kind that come and go together, whoever calls them what. All counts are of nodes in all zones. */
export interface NodePool {
  readonly view: ResourceView;
  readonly cloud: Cloud;
  readonly machineTypes: Reading<readonly string[]>;
  readonly accelerators: Reading<readonly AttachedGpu[]>;
  readonly min: Reading<number>;
  readonly max: Reading<number>;
  readonly initial: Reading<number>;
  readonly purchase: Reading<Purchase>;
  /** False where the size is fixed. */
  readonly autoscaled: Reading<boolean>;
  /** Keys of the taints that the pool's nodes have. */
  readonly taintKeys: Reading<readonly string[]>;
}

/** GPUs that a GKE pool adds to its machines, or says that they have. */
export interface AttachedGpu {
  readonly count: number;
  readonly model: string;
}

/** What the pool's nodes can be, by GPU. */
export interface PoolGpus {
  /** Most GPUs that one node can have. */
  readonly perNode: number;
  readonly models: readonly string[];
}

/** GPUs of a pool's nodes: the most that any of its machine types has. */
export function poolGpus(pool: NodePool): Reading<PoolGpus> {
  const { accelerators, machineTypes, cloud } = pool;
  if (accelerators.state === "known" && accelerators.value.length > 0) {
    const models = accelerators.value.map(({ model }) => gkeModel(model));
    const perNode = accelerators.value.reduce((sum, { count }) => sum + count, 0);
    return { state: "known", path: accelerators.path, value: { perNode, models } };
  }
  if (machineTypes.state === "unknown") return machineTypes;
  if (machineTypes.state === "absent") return { state: "unknown", path: machineTypes.path, reason: "is not set" };
  const found = machineTypes.value.map((name) => machineGpus(cloud, name));
  const unlisted = machineTypes.value.find((_, i) => found[i] === undefined);
  if (unlisted !== undefined) {
    return { state: "unknown", path: machineTypes.path, reason: "names a machine type that the catalog does not have" };
  }
  const perNode = Math.max(0, ...found.map((one) => one?.count ?? 0));
  if (perNode === 0 && accelerators.state === "unknown") return accelerators;
  const models = [...new Set(found.flatMap((one) => one?.model ?? []))];
  return { state: "known", path: machineTypes.path, value: { perNode, models } };
}

/** Most GPUs of the pool: nodes times the GPUs of one. */
export function most(pool: NodePool, nodes: Reading<number>): Reading<number> {
  const gpus = poolGpus(pool);
  if (gpus.state !== "known") return gpus;
  if (gpus.value.perNode === 0) return { state: "known", value: 0, path: gpus.path };
  return nodes.state === "known" ? { ...nodes, value: nodes.value * gpus.value.perNode } : nodes;
}
