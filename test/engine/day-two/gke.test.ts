import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { adminClient } from "../../bench/control-plane/index.js";
import type { Stack, UpdateResult } from "../../bench/engine/index.js";
import type { Node } from "../../bench/nodes/index.js";
import type { EmulatedGkeCluster, EmulatedNodePool } from "../../bench/providers/gcp/index.js";
import { openWorld, type World } from "../world.js";
import { changeList, changesOf } from "./change-list.js";

const projectDir = fileURLToPath(new URL("../programs/gke-changes", import.meta.url));
const golden = (name: string): string =>
  fileURLToPath(new URL(`../../golden/day-two/gke-${name}.txt`, import.meta.url));

const pool = (model: string, min: number, max: number, sharing?: object) => ({
  accelerator: { model, gpusPerNode: 1, ...(sharing === undefined ? {} : { sharing }) },
  size: { min, max },
});
/** In two groups, which a ComputeClass puts in order. */
const ordered = {
  ...pool("l4", 0, 2),
  capacity: [
    { kind: "spot", maxNodes: 1 },
    { kind: "on-demand", maxNodes: 1 },
  ],
};

const tier = { "example.com/tier": "gold" };
/** Of the labels and taints of another team. */
const foreign = "team-a.example.com";

/** All that an update in place may make anew: it keeps no data, and nothing else stands on it. */
const replaceable = ["gcp:container:NodePool", "kubernetes:cloud.google.com:ComputeClass"];

// The tests follow each other: one cluster's life.
benchSuite("a cluster on GKE, day two", () => {
  let world: World;
  let stack: Stack;
  let identity: unknown;

  const settings = {
    clusterName: "ai-dev",
    endpoint: "dns",
    kubernetesVersion: "1.35",
    owner: "ml-platform",
    pools: {
      raised: pool("l4", 0, 3),
      lowered: pool("l4", 2, 4),
      widened: pool("l4", 0, 2),
      relabelled: pool("l4", 0, 2),
      before: ordered,
      remodelled: pool("l4", 0, 2),
      reshared: pool("l4", 0, 2),
      removed: pool("l4", 0, 2),
    } as Record<string, unknown>,
  };

  const up = async (change: Partial<typeof settings> = {}): Promise<UpdateResult> => {
    const { pools, ...plain } = Object.assign(settings, change);
    stack.configure({ ...plain, pools: JSON.stringify(pools) });
    const result = await stack.up();
    expect({ exitCode: result.exitCode, diagnostics: result.diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
    return result;
  };
  /** An update after which what has state is the same, as are the nodes and whatever was done to them. */
  const upInPlace = async (change: Partial<typeof settings>): Promise<UpdateResult> => {
    const before = await nodes();
    const result = await up(change);
    const remade = changesOf(result.steps).filter(({ kind }) => kind !== "updated");
    expect(remade.filter(({ type }) => !replaceable.includes(type))).toEqual([]);
    expect(await nodes()).toEqual(before);
    expect(await identifier()).toBe(identity);
    return result;
  };
  const cluster = (): EmulatedGkeCluster => world.gcp.clusters()[0] ?? expect.fail("no cluster");
  const nodePool = (name: string): EmulatedNodePool =>
    cluster()
      .nodeGroups()
      .find((group) => group.name.startsWith(`${name}-`)) ?? expect.fail(`no node pool of ${name}`);

  beforeAll(async () => {
    world = await openWorld({ gcp: { caller: "serviceAccount:ci@example.com" } });
    stack = await world.openStack({ projectDir, stack: "dev" });
    await up();
    identity = await identifier();
    // What the autoscaler adds, beside the two nodes that the second pool has anyway.
    for (const [name, count] of Object.entries({ raised: 1, lowered: 3, widened: 1, relabelled: 1 })) {
      await cluster().setNodeCount(nodePool(name).name, count);
      await repair(nodePool(name).nodes[0] ?? "");
    }
  });
  afterAll(() => world.close());

  it("has its pools' limits changed in place, and makes the pools anew that GKE cannot change", async () => {
    const { steps } = await upInPlace({
      pools: {
        raised: pool("l4", 2, 3),
        lowered: pool("l4", 0, 4),
        widened: pool("l4", 0, 5),
        relabelled: { ...pool("l4", 0, 2), labels: tier },
        after: ordered,
        remodelled: pool("t4", 0, 2),
        reshared: pool("l4", 0, 2, { mode: "time-slicing", replicas: 4 }),
      },
    });
    await expect(changeList(steps)).toMatchFileSnapshot(golden("pools"));
    expect([nodePool("raised"), nodePool("lowered"), nodePool("widened")]).toMatchObject([
      { min: 2, max: 3 },
      { min: 0, max: 4 },
      { min: 0, max: 5 },
    ]);
    expect(await node(nodePool("relabelled").nodes[0] ?? "")).toMatchObject({ metadata: { labels: tier } });
  });

  it("is labelled anew in place when its tags change", async () => {
    const { steps } = await upInPlace({ owner: "research" });
    await expect(changeList(steps)).toMatchFileSnapshot(golden("tags"));
  });

  it("is brought to another version in place", async () => {
    const { steps } = await upInPlace({ kubernetesVersion: "1.36" });
    await expect(changeList(steps)).toMatchFileSnapshot(golden("version"));
    expect((await outputs("container/cluster:Cluster"))["masterVersion"]).toMatch(/^1\.36\./);
  });

  it("is the same cluster behind each kind of endpoint", async () => {
    world.gcp.callFrom("vpc");
    const { steps } = await upInPlace({ endpoint: "private" });
    await expect(changeList(steps)).toMatchFileSnapshot(golden("private-endpoint"));
    world.gcp.callFrom("203.0.113.10");
    await upInPlace({ endpoint: "203.0.113.0/24" });
  });

  it("is another cluster under another name, in which everything is made again", async () => {
    const { steps } = await up({ clusterName: "ai-second" });
    await expect(changeList(steps)).toMatchFileSnapshot(golden("another-name"));
    expect(await identifier()).not.toBe(identity);
    expect(world.gcp.clusters().map(({ name }) => name)).toEqual(["ai-second"]);
  });

  /** What tells the Kubernetes provider whether a cluster is the one that it knows. */
  async function identifier(): Promise<unknown> {
    return (await outputs("pulumi:providers:kubernetes"))["clusterIdentifier"];
  }

  async function outputs(type: string): Promise<Readonly<Record<string, unknown>>> {
    const { deployment } = await stack.export();
    const found = deployment.resources?.find((resource) => resource.type.endsWith(type));
    return found?.outputs ?? expect.fail(`no ${type}`);
  }

  async function node(name: string): Promise<Node> {
    const found = await adminClient(cluster().plane).get({ apiVersion: "v1", kind: "Node", name });
    return (found as Node | undefined) ?? expect.fail(`no node ${name}`);
  }

  /** What an operator does to a node that is to be repaired. */
  async function repair(name: string): Promise<void> {
    const { taints = [] } = (await node(name)).spec;
    const patch = {
      metadata: { labels: { [`${foreign}/state`]: "repair" } },
      spec: {
        taints: [...taints, { key: `${foreign}/repair`, value: "psu", effect: "NoSchedule" }],
        unschedulable: true,
      },
    };
    await adminClient(cluster().plane).patch({ apiVersion: "v1", kind: "Node", name }, patch);
  }

  /** The nodes of all pools, with what is not the pools' own. */
  async function nodes() {
    const found = (await adminClient(cluster().plane).list("v1", "Node")) as unknown as Node[];
    return found.map(({ metadata: { name, uid, labels = {} }, spec: { taints = [], unschedulable } }) => ({
      name,
      uid,
      labels: Object.entries(labels).filter(([key]) => key.startsWith(foreign)),
      taints: taints.filter(({ key }) => key.startsWith(foreign)),
      unschedulable,
    }));
  }
});
