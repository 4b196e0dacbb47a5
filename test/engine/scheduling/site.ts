import { fileURLToPath } from "node:url";
import type { GpuBinding } from "@roadstead/cluster";
import type { ControlPlane } from "../../bench/control-plane/index.js";
import type { UpdateResult } from "../../bench/engine/index.js";
import type { EmulatedCluster } from "../../bench/providers/aws/index.js";
import type { EmulatedGkeCluster } from "../../bench/providers/gcp/index.js";
import { type MachineRoom, openMachineRoom, type OwnedNode } from "../machine-room.js";
import { openWorld } from "../world.js";

export const gpuPools = ["serving", "training", "shared", "lab"] as const;
export type GpuPool = (typeof gpuPools)[number];

/** Devices of one node, worked out by hand: 1 T4 in 4 slices, 8 A100 cut into 7 each. */
export const devices: Readonly<Record<GpuPool, number>> = { serving: 1, training: 4, shared: 4, lab: 56 };

export type TargetName = "eks" | "gke" | "k3s" | "byo";

interface Cluster {
  readonly plane: ControlPlane;
  /** As the cloud or the owner has them; those of no pool of the program left out. */
  nodes(): PoolNodes;
  /** Gives every pool its first node, whose GPUs nothing tells of yet where it is the program's device plugin's to. */
  grow(): Promise<void>;
}

/** The program's cluster on one target. */
export interface Site extends Cluster {
  /** Undefined where `up` failed. */
  readonly bindings: Readonly<Record<GpuPool, GpuBinding>> | undefined;
}

export type PoolNodes = Readonly<Record<GpuPool | "etl", readonly string[]>>;

export interface Sites extends Readonly<Record<TargetName, Site>> {
  readonly up: UpdateResult;
  close(): Promise<void>;
}

const projectDir = fileURLToPath(new URL("../programs/every-sharing", import.meta.url));

/** All of them by one `up`. */
export async function openSites(): Promise<Sites> {
  const world = await openWorld({ gcp: { caller: "serviceAccount:ci@example.com" } });
  const [k3s, byo] = await Promise.all([
    openMachineRoom(ownedNodes(false), false),
    openMachineRoom(ownedNodes(true), false),
  ]);
  const config = { k3s: k3s.kubeconfig, byo: byo.kubeconfig };
  const stack = await world.openStack({ projectDir, stack: "dev", config, secretConfig: Object.keys(config) });
  const up = await stack.up();
  const { deployment } = await stack.export();
  const root = deployment.resources?.find(({ type }) => type === "pulumi:pulumi:Stack");
  const bindings = root?.outputs?.["bindings"] as Readonly<Record<TargetName, Site["bindings"]>> | undefined;
  const site = (target: TargetName, cluster: Cluster): Site => ({ bindings: bindings?.[target], ...cluster });
  return {
    up,
    eks: site("eks", cloudCluster(world.aws.clusters())),
    gke: site("gke", cloudCluster(world.gcp.clusters())),
    k3s: site("k3s", ownedCluster(k3s)),
    byo: site("byo", ownedCluster(byo)),
    async close() {
      await world.close();
      await Promise.all([k3s.close(), byo.close()]);
    },
  };
}

function cloudCluster([cluster]: readonly (EmulatedCluster | EmulatedGkeCluster)[]): Cluster {
  if (cluster === undefined) throw new Error("no cluster was made");
  const groups = () => cluster.nodeGroups().filter(({ name }) => !name.startsWith("system-"));
  const nodesOf = (pool: string) =>
    groups()
      .filter(({ name }) => name.startsWith(`${pool}-`))
      .flatMap(({ nodes }) => nodes.map((node) => (typeof node === "string" ? node : node.name)));
  return {
    plane: cluster.plane,
    nodes: () => byPool(nodesOf),
    async grow() {
      for (const { name } of groups()) await cluster.setNodeCount(name, 1);
    },
  };
}

const ownedGpus: Readonly<Record<GpuPool, NonNullable<OwnedNode["gpus"]>>> = {
  serving: { model: "l4", count: 1 },
  training: { model: "l4", count: 4 },
  shared: { model: "t4", count: 1 },
  lab: { model: "a100-40", count: 8, migProfile: "1g.5gb" },
};

/** One node for each pool, one without GPUs, and one with GPUs that no pool names. */
function ownedNodes(hasOwnPlugin: boolean): readonly OwnedNode[] {
  const pools = gpuPools.map((pool) => ({
    name: `${pool}-1`,
    gpus: { ...ownedGpus[pool], ...(hasOwnPlugin ? { advertised: devices[pool] } : {}) },
    taints: pool === "lab" ? [{ key: "team", value: "research", effect: "NoExecute" }] : [],
  }));
  return [...pools, { name: "etl-1" }, { name: "office-1" }, { name: "office-2", gpus: { model: "l4", count: 1 } }];
}

function ownedCluster({ plane }: MachineRoom): Cluster {
  return { plane, nodes: () => byPool((pool) => [`${pool}-1`]), grow: () => Promise.resolve() };
}

function byPool(nodesOf: (pool: string) => readonly string[]): PoolNodes {
  const entries = [...gpuPools, "etl"].map((pool) => [pool, nodesOf(pool)] as const);
  return Object.fromEntries(entries) as PoolNodes;
}
