import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClusterSummary } from "@roadstead/core";
import { planProject } from "@roadstead/plan";
import { summariesOf } from "../../examples/cluster-summaries.js";
import {
  exampleDir,
  exampleSource,
  swapTarget,
  type TargetName,
  writeVariant,
} from "../../examples/example-program.js";
import { type MachineRoom, openMachineRoom, type OwnedNode } from "../machine-room.js";

/** One example as it is, or on another target, with the machine rooms that it takes for its own. */
export interface ExampleCase {
  readonly projectDir: string;
  readonly config: Readonly<Record<string, string>>;
  readonly rooms: readonly MachineRoom[];
  /** Whether the program runs in this process; else the CLI starts it, as users' programs are. */
  readonly inline?: boolean;
  /** Edits the program so that it can be destroyed, where it is protected. */
  readonly withoutProtection?: () => void;
}

/** What runs k3s itself, and whatever needs no GPU. */
const server: OwnedNode = { name: "server-1" };

const ownRooms: Readonly<Record<string, readonly OwnedNode[]>> = {
  k3s: [
    { name: "gpu-1", gpus: { model: "a100-40", count: 8, migProfile: "1g.5gb" } },
    { name: "desk-1", gpus: { model: "l4", count: 1 } },
    { name: "desk-2", gpus: { model: "l4", count: 1 } },
  ],
  hybrid: [{ name: "gpu-1", gpus: { model: "a100-40", count: 8, migProfile: "1g.5gb" } }],
};

/** Whether `up` waits for a pod with a GPU, so that device plugins and autoscalers must work meanwhile. */
export const hasJob = (example: string): boolean => example === "k3s";

/** Whether it waits for pods with a volume too, where stores are in the cluster. */
const isRoomLive = (example: string): boolean => hasJob(example) || ["hybrid", "model-platform"].includes(example);

/** The example on its own targets. */
export async function ownCase(example: string): Promise<ExampleCase> {
  const nodes = ownRooms[example];
  const rooms = nodes === undefined ? [] : [await openMachineRoom([server, ...nodes], isRoomLive(example))];
  const config = Object.fromEntries(rooms.map(({ kubeconfig }) => ["kubeconfig", kubeconfig]));
  return { ...written(example, "own-up", exampleSource(example)), config, rooms };
}

/** The example with every cluster on `target`; on owned nodes each cluster is a machine room of its own. */
export async function swappedCase(example: string, target: TargetName): Promise<ExampleCase> {
  const clusters = await poolsOf(example);
  const isOwned = target === "k3s" || target === "byo";
  const rooms: MachineRoom[] = [];
  for (const pools of isOwned ? clusters : [])
    rooms.push(await openMachineRoom([server, ...pools.flatMap(nodesOf)], isRoomLive(example)));
  const source = swapTarget(exampleSource(example), target, clusters, (index) => rooms[index]?.kubeconfig);
  // It can be destroyed at once.
  const projectDir = writeVariant(example, `${target}-up`, open(source));
  return { projectDir, inline: true, config: {}, rooms };
}

// Of two-accounts, the one cluster that is protected in every stack.
const protectedSpec = 'environment: "prod" } },';

function written(
  example: string,
  variant: string,
  source: string,
): Pick<ExampleCase, "projectDir" | "withoutProtection"> {
  const projectDir = writeVariant(example, variant, source);
  if (!source.includes(protectedSpec)) return { projectDir };
  return { projectDir, withoutProtection: () => writeFileSync(join(projectDir, "index.ts"), open(source)) };
}

const open = (source: string): string =>
  source.replace(protectedSpec, 'environment: "prod" }, deletionProtection: false },');

type Pool = ClusterSummary["pools"][number];

const planned = new Map<string, Promise<Pool[][]>>();

/** Of each of its clusters, the pools that users have; every form of the example asks, and one plan tells. */
function poolsOf(example: string): Promise<Pool[][]> {
  const pools =
    planned.get(example) ??
    planProject(exampleDir(example), { stack: "dev" }).then((plan) =>
      summariesOf(plan).map((summary) => summary.pools.filter(({ kind }) => kind !== "system")),
    );
  planned.set(example, pools);
  return pools;
}

/** As many as `swapTarget` names. */
function nodesOf({ name, size, accelerator }: Pool): OwnedNode[] {
  const count = Math.max(1, size.min, Math.min(2, size.max));
  return Array.from({ length: count }, (_, index) => ({
    name: `${name}-${index + 1}`,
    ...(accelerator === undefined
      ? {}
      : {
          gpus: {
            model: accelerator.model,
            count: accelerator.gpusPerNode,
            ...(accelerator.sharing?.mode === "mig" ? { migProfile: accelerator.sharing.profile } : {}),
          },
        }),
  }));
}
