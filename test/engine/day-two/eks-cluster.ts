import { fileURLToPath } from "node:url";
import type { CpuPool, GpuPool } from "@roadstead/core";
import type { PoolOverride } from "@roadstead/eks";
import { expect } from "vitest";
import type { Stack, UpdateResult } from "../../bench/engine/index.js";
import type { RecordedCall } from "../../bench/providers/aws/call-log.js";
import type { EmulatedCluster, EmulatedNodeGroup } from "../../bench/providers/aws/index.js";
import type { World } from "../world.js";
import { type ChangeKind, changeList, changesOf, shortUrn } from "./change-list.js";

/** What the program of a day-two cluster on EKS takes as configuration. */
export interface EksSettings {
  readonly kubernetesVersion: string;
  readonly costCenter: string;
  readonly zones: readonly string[];
  /** ARN. */
  readonly deployer: string;
  readonly pools: Readonly<Record<string, GpuPool | CpuPool>>;
  readonly overrides: Readonly<Record<string, PoolOverride>>;
}

/** Pools by name: what is other of them, or undefined for one that goes. */
export interface EksChange extends Partial<Omit<EksSettings, "pools">> {
  readonly pools?: Readonly<Record<string, Partial<GpuPool> | undefined>>;
}

export interface ChangeResult extends UpdateResult {
  /** What was asked of AWS. */
  readonly calls: readonly RecordedCall[];
}

/** All that an update may ever replace: none of it holds anything. A pool that goes takes its DaemonSets along. */
const replaceable = [
  "aws:autoscaling:Tag",
  "aws:ec2:LaunchTemplate",
  "aws:eks:AccessEntry",
  "aws:eks:AccessPolicyAssociation",
  "aws:eks:NodeGroup",
];
const removable = [...replaceable, "kubernetes:apps:DaemonSet"];

/** A cluster on EKS, in the one stack that lives through every change. */
export class EksCluster {
  readonly #world: World;
  readonly stack: Stack;
  #settings: EksSettings;

  private constructor(world: World, stack: Stack, settings: EksSettings) {
    this.#world = world;
    this.stack = stack;
    this.#settings = settings;
  }

  static async open(world: World, settings: EksSettings): Promise<EksCluster> {
    const projectDir = fileURLToPath(new URL("../programs/eks-day-two", import.meta.url));
    const cluster = new EksCluster(world, await world.openStack({ projectDir, stack: "dev" }), settings);
    expect(await cluster.#up(settings)).toMatchObject({ exitCode: 0, diagnostics: [] });
    return cluster;
  }

  /** Brings a change up, and holds what it did to a golden file. */
  async change(golden: string, change: EksChange, options: { readonly refresh?: boolean } = {}): Promise<ChangeResult> {
    this.#settings = this.#with(change);
    const result = await this.#up(this.#settings, options);
    expect(result).toMatchObject({ exitCode: 0, diagnostics: [] });
    await expectGolden(golden, result);
    return result;
  }

  /** Tries a change that is refused, and goes back to what was before. */
  async refusedChange(golden: string, change: EksChange): Promise<ChangeResult> {
    const result = await this.#up(this.#with(change));
    expect(result.exitCode).not.toBe(0);
    await expectGolden(golden, result);
    return result;
  }

  #with({ pools = {}, ...change }: EksChange): EksSettings {
    const all = { ...this.#settings.pools };
    for (const [name, pool] of Object.entries(pools)) {
      if (pool === undefined) delete all[name];
      else all[name] = { ...all[name], ...pool } as GpuPool;
    }
    return { ...this.#settings, ...change, pools: all };
  }

  async #up(settings: EksSettings, { refresh = false } = {}): Promise<ChangeResult> {
    const texts = Object.entries(settings).map(([key, value]: readonly [string, unknown]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    this.stack.configure(Object.fromEntries(texts) as Record<string, string>);
    const before = this.#world.aws.calls.length;
    const result = await this.stack.up({ flags: refresh ? ["--refresh"] : [] });
    return { ...result, calls: this.#world.aws.calls.slice(before) };
  }

  get settings(): EksSettings {
    return this.#settings;
  }

  get emulated(): EmulatedCluster {
    return this.#world.aws.clusters()[0] ?? expect.fail("no cluster");
  }

  /** The one node group of a pool. */
  group(pool: string): EmulatedNodeGroup {
    const groups = this.emulated.nodeGroups().filter(({ name }) => name.startsWith(`${pool}-`));
    expect(groups).toHaveLength(1);
    return groups[0] as EmulatedNodeGroup;
  }

  nodesOf(pool: string): readonly string[] {
    return this.group(pool).nodes.map(({ name }) => name);
  }

  /** The autoscaler's act, which nobody tells Pulumi of. */
  autoscaleTo(pool: string, count: number): Promise<void> {
    return this.emulated.setNodeCount(this.group(pool).name, count);
  }

  /** Ids of all that is never replaced, by URN. */
  async lastingIds(): Promise<Readonly<Record<string, string | undefined>>> {
    const { deployment } = await this.stack.export();
    const lasting = (deployment.resources ?? []).filter(
      ({ custom, urn }) => custom === true && !removable.includes(shortUrn(urn).type),
    );
    return Object.fromEntries(lasting.map(({ urn, id }) => [urn, id]));
  }
}

/** Whatever the change, what holds data or identity is neither replaced nor deleted. */
async function expectGolden(golden: string, { steps }: UpdateResult): Promise<void> {
  await expect(changeList(steps)).toMatchFileSnapshot(`../../golden/day-two/eks-${golden}.txt`);
  const allowed = (kind: ChangeKind) => (kind === "deleted" ? removable : replaceable);
  const ended = changesOf(steps).filter(({ kind }) => kind !== "created" && kind !== "updated");
  expect(ended.filter(({ kind, type }) => !allowed(kind).includes(type))).toEqual([]);
}
