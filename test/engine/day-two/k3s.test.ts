import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import { adminClient, type KubernetesClient } from "../../bench/control-plane/index.js";
import {
  inlineProgram,
  inlineStack,
  type Stack,
  type StepRecord,
  type UpdateResult,
} from "../../bench/engine/index.js";
import { type Node, removeNode } from "../../bench/nodes/index.js";
import { type MachineRoom, openMachineRoom } from "../machine-room.js";
import { openWorld, type World } from "../world.js";
import { changeList } from "./change-list.js";

const projectDir = fileURLToPath(new URL("../programs/owned-pools", import.meta.url));
const golden = (name: string): string =>
  fileURLToPath(new URL(`../../golden/day-two/k3s-${name}.txt`, import.meta.url));

const pool = (model: string, min: number, max: number, sharing?: object) => ({
  accelerator: { model, gpusPerNode: 1, ...(sharing === undefined ? {} : { sharing }) },
  size: { min, max },
});
const sharedBy = (replicas: number) => ({ mode: "time-slicing", replicas });

/** Without the many fields that differ where an item is added to a list within a list. */
const changes = (steps: readonly StepRecord[]): string =>
  changeList(
    steps.map((step) => ({ ...step, diffs: step.diffs.map((path) => path.replace(/(\[\d+\].*?)\[\d+\].*$/, "$1")) })),
  );

const gpuTaint = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };
const foreignTaint = { key: "team-a.example.com/repair", value: "psu", effect: "NoSchedule" };

// The tests follow each other: one machine room's life.
benchSuite("a cluster on k3s, day two", () => {
  let room: MachineRoom;
  let world: World;
  let stack: Stack;
  let byCli: Stack;
  let client: KubernetesClient;

  const settings = {
    target: "k3s",
    owner: "ml-platform",
    pools: {
      grown: pool("l4", 1, 2),
      shrunk: pool("l4", 2, 2),
      widened: pool("l4", 1, 1),
      before: pool("l4", 1, 1),
      remodelled: pool("l4", 1, 1),
      reshared: pool("l4", 1, 1),
      removed: pool("l4", 1, 1),
    } as Record<string, unknown>,
    nodes: {
      grown: ["gpu-1"],
      shrunk: ["gpu-2", "gpu-3"],
      widened: ["gpu-4"],
      before: ["gpu-5"],
      remodelled: ["gpu-6"],
      reshared: ["gpu-8"],
      removed: ["gpu-9"],
    } as Record<string, string[]>,
    kubernetesVersion: "1.35",
  };

  const configure = (change: Partial<typeof settings> = {}): void => {
    const { pools, nodes, ...plain } = Object.assign(settings, change);
    stack.configure({ ...plain, pools: JSON.stringify(pools), nodes: JSON.stringify(nodes) });
  };
  const up = async (change: Partial<typeof settings> = {}): Promise<UpdateResult> => {
    configure(change);
    const result = await stack.up();
    expect({ exitCode: result.exitCode, diagnostics: result.diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
    return result;
  };
  const node = async (name: string): Promise<Node | undefined> =>
    (await client.get({ apiVersion: "v1", kind: "Node", name })) as Node | undefined;
  const isPools = (key: string): boolean => /^(roadstead\.dev|nvidia\.com)\//.test(key);
  /** Those of the labels of a node that a pool gives. */
  const poolLabels = async (name: string) => {
    const { labels = {} } = (await node(name))?.metadata ?? expect.fail(`no node ${name}`);
    return Object.fromEntries(Object.entries(labels).filter(([key]) => isPools(key)));
  };
  const taint = (name: string, taints: readonly object[], rest: object = {}) =>
    client.patch({ apiVersion: "v1", kind: "Node", name }, { spec: { taints, ...rest } });
  /** What is not Roadstead's of each node: taints, whether it is cordoned, and the labels of others. */
  const foreignFacts = async () => {
    const nodes = (await client.list("v1", "Node")) as unknown as Node[];
    return nodes.map(({ metadata: { name, labels = {} }, spec }) => ({
      name,
      // Kubernetes puts its own there a moment after a node was cordoned.
      taints: spec.taints?.filter(({ key }) => !key.startsWith("node.kubernetes.io/")),
      unschedulable: spec.unschedulable,
      labels: Object.entries(labels).filter(([key]) => !isPools(key) && !key.startsWith("beta.kubernetes.io/")),
    }));
  };

  beforeAll(async () => {
    const gpuNodes = Array.from({ length: 9 }, (_, index) => `gpu-${index + 1}`);
    room = await openMachineRoom([
      ...gpuNodes.map((name) => ({ name, gpus: { model: "l4", count: 1 } })),
      { name: "cpu-1" },
    ]);
    client = adminClient(room.plane);
    // Another program has found out which nodes have a GPU, and says so with the label that Roadstead sets too.
    for (const name of ["gpu-3", "gpu-9"]) {
      const labels = { "nvidia.com/gpu.present": "true" };
      await client.apply({ apiVersion: "v1", kind: "Node", metadata: { name, labels } }, { fieldManager: "nfd" });
    }
    world = await openWorld();
    byCli = await world.openStack({
      inline: false,
      projectDir,
      stack: "dev",
      config: { kubeconfig: room.kubeconfig },
      secretConfig: ["kubeconfig"],
    });
    stack = inlineStack(inlineProgram(projectDir), byCli);
  });
  afterAll(async () => {
    await world.close();
    await room.close();
  });

  it("is refused before its first label while nodes lack a taint, with every command that sets one", async () => {
    await taint("gpu-2", []);
    await taint("gpu-5", [{ ...gpuTaint, effect: "NoExecute" }]);
    const before = await foreignFacts();
    configure();
    // The program fails by itself.
    const { exitCode, diagnostics } = await byCli.up();
    expect(exitCode).not.toBe(0);
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    await expect(`${errors.join("\n---\n")}\n`).toMatchFileSnapshot(golden("missing-taints"));
    expect(world.kubernetes.changes()).toEqual([]);
    expect(await foreignFacts()).toEqual(before);
    expect(await poolLabels("gpu-1")).toEqual({});
  });

  it("goes up once the taints are set, on what the first run left", async () => {
    await taint("gpu-2", [gpuTaint]);
    await taint("gpu-5", [gpuTaint]);
    await up();
    expect(await poolLabels("gpu-3")).toMatchObject({ "roadstead.dev/pool": "shrunk" });
  });

  it("leaves nodes alone that somebody cordoned, tainted and labelled, and all else when tags or version change", async () => {
    await taint("gpu-2", [gpuTaint, foreignTaint], { unschedulable: true });
    await taint("gpu-3", [gpuTaint, foreignTaint]);
    await taint("gpu-9", [gpuTaint], { unschedulable: true });
    await client.patch(
      { apiVersion: "v1", kind: "Node", name: "gpu-2" },
      { metadata: { labels: { "team-a.example.com/state": "repair" } } },
    );
    const before = await foreignFacts();
    const requests = world.kubernetes.changes().length;
    expect((await stack.refresh()).exitCode).toBe(0);
    // Nothing in it carries tags, and the version is the owner's.
    const { steps } = await up({ owner: "research", kubernetesVersion: "1.36" });
    await expect(changes(steps)).toMatchFileSnapshot(golden("tags-and-version"));
    expect(world.kubernetes.changes()).toHaveLength(requests);
    expect(await foreignFacts()).toEqual(before);
  });

  it("changes its pools in place, and touches nothing of others", async () => {
    const before = await foreignFacts();
    const { steps } = await up({
      pools: {
        grown: pool("l4", 2, 2),
        shrunk: pool("l4", 1, 2),
        widened: pool("l4", 1, 3),
        after: pool("l4", 1, 1),
        remodelled: pool("t4", 1, 1),
        reshared: pool("l4", 1, 1, sharedBy(4)),
      },
      nodes: {
        grown: ["gpu-1", "gpu-3"],
        shrunk: ["gpu-2"],
        widened: ["gpu-4"],
        after: ["gpu-5"],
        remodelled: ["gpu-7"],
        reshared: ["gpu-8"],
      },
    });
    await expect(changes(steps)).toMatchFileSnapshot(golden("pools"));
    expect(await foreignFacts()).toEqual(before);
    // It went from one pool to another.
    expect(await poolLabels("gpu-3")).toMatchObject({
      "roadstead.dev/pool": "grown",
      "nvidia.com/gpu.present": "true",
    });
    // Nobody else said that the one has a GPU; another program did of the other.
    expect(await poolLabels("gpu-6")).toEqual({});
    expect(await poolLabels("gpu-9")).toEqual({ "nvidia.com/gpu.present": "true" });
  });

  it("forgets a node that has left if a refresh saw it go, and makes an empty Node of one that left unseen", async () => {
    await removeNode(room.plane, "gpu-4");
    expect((await stack.refresh()).exitCode).toBe(0);
    await removeNode(room.plane, "gpu-7");
    const left = <T>(byPool: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(Object.entries(byPool).filter(([name]) => name !== "widened" && name !== "remodelled"));
    const { steps } = await up({ pools: left(settings.pools), nodes: left(settings.nodes) });
    await expect(changes(steps)).toMatchFileSnapshot(golden("left"));
    expect(await node("gpu-4")).toBeUndefined();
    // The provider gives fields back by an apply, which makes what is not there. OwnedPool.nodes tells of it.
    const { metadata } =
      (await node("gpu-7")) ?? expect.fail("the empty Node is not made: OwnedPool.nodes is outdated");
    expect(metadata).not.toHaveProperty("labels");
    await removeNode(room.plane, "gpu-7");
  });

  it("is destroyed down to what others own", async () => {
    const before = await foreignFacts();
    const { exitCode, diagnostics } = await stack.destroy();
    expect({ exitCode, diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
    expect(await foreignFacts()).toEqual(before);
    expect(await poolLabels("gpu-1")).toEqual({});
    expect(await poolLabels("gpu-3")).toEqual({ "nvidia.com/gpu.present": "true" });
    expect(await room.leftovers()).toEqual([]);
  });

  it("is told by labels alone on a cluster whose owner runs the GPU software", async () => {
    const shared = (replicas: number) => ({ shared: pool("l4", 1, 1, sharedBy(replicas)) });
    stack = await world.openStack({
      projectDir,
      stack: "byo",
      config: { kubeconfig: room.kubeconfig, target: "byo" },
      secretConfig: ["kubeconfig"],
    });
    await up({ target: "byo", pools: shared(2), nodes: { shared: ["gpu-1"] } });
    const { steps } = await up({ pools: { shared: pool("l4", 1, 1) } });
    await expect(changes(steps)).toMatchFileSnapshot(golden("byo-sharing"));
  });
});
