import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { adminClient } from "../bench/control-plane/index.js";
import type { Stack, UpdateResult } from "../bench/engine/index.js";
import { waitForPods } from "../bench/nodes/index.js";
import type { EmulatedGkeCluster, RecordedCall } from "../bench/providers/gcp/index.js";
import { openWorld, type World } from "./world.js";

const projectDir = fileURLToPath(new URL("programs/gke-pools", import.meta.url));
const deployer = "serviceAccount:ci@example.com";
const nodePoolType = "gcp:container/nodePool:NodePool";
const clusterType = "gcp:container/cluster:Cluster";

// The tests follow each other: one cluster's life.
benchSuite("a GKE cluster whose pool has two groups", () => {
  let world: World;
  let stack: Stack;
  const settings = { model: "l4", min: "0", endpoint: "dns" };

  const up = async (change: Partial<typeof settings> = {}): Promise<UpdateResult> => {
    Object.assign(settings, change);
    stack.configure(settings);
    const result = await stack.up();
    expect({ exitCode: result.exitCode, diagnostics: result.diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
    return result;
  };
  const cluster = (): EmulatedGkeCluster => world.gcp.clusters()[0] ?? expect.fail("no cluster");
  const callsSince = (start: number, type: string) => world.gcp.calls.slice(start).filter((call) => call.type === type);
  const pool = (group: "od" | "spot") =>
    cluster()
      .nodeGroups()
      .find(({ name }) => name.startsWith(`serving-${group}-`)) ?? expect.fail(`no pool for ${group}`);

  beforeAll(async () => {
    world = await openWorld({ gcp: { caller: deployer } });
    stack = await world.openStack({ projectDir, stack: "dev", config: settings });
    await up();
  });
  afterAll(() => world.close());

  it("is made after its deployer was let in, and after its key was opened to GKE", () => {
    const made = orderOf(world.gcp.calls, "create");
    const cluster = made(clusterType);
    expect(made("gcp:projects/iAMMember:IAMMember", `roles/container.admin/${deployer}`).end).toBeLessThan(
      cluster.start,
    );
    expect(made("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember").end).toBeLessThan(cluster.start);
    const objects = world.kubernetes.changes().map(({ sequence }) => sequence);
    expect(Math.min(...objects)).toBeGreaterThan(cluster.end);
  });

  it("gives a pod a node of the group that comes first, then of the next", async () => {
    await runWorker("first");
    expect(await cluster().scaleUp()).toEqual([pool("spot").name]);
    expect(await nodeOf("first")).toBe(pool("spot").nodes[0]);

    // The first group may have one node only.
    await runWorker("second");
    expect(await cluster().scaleUp()).toEqual([pool("od").name]);
    expect(await nodeOf("second")).toBe(pool("od").nodes[0]);
  });

  it("passes over a group that Google has no machines for", async () => {
    await stopWorkers();
    await cluster().setNodeCount(pool("spot").name, 0);
    await cluster().setNodeCount(pool("od").name, 0);
    world.gcp.faults.stockout = ({ spot }) => spot;
    await runWorker("third");
    expect(await cluster().scaleUp()).toEqual([pool("od").name]);
    world.gcp.faults.stockout = undefined;
    expect(await nodeOf("third")).toBe(pool("od").nodes[0]);
  });

  it("keeps GPU nodes from pods that ask for no GPU", async () => {
    const before = cluster().nodeGroups();
    await runPod("plain", { containers: [{ name: "plain", image: "example.com/plain" }] });
    await waitForPods(cluster().plane, (pods) => pods.some(({ metadata }) => metadata.name === "plain"));
    const node = await nodeOf("plain");
    expect([...pool("spot").nodes, ...pool("od").nodes]).not.toContain(node);
    expect(cluster().nodeGroups()).toEqual(before);
  });

  it("is left alone by a refresh and an up after the autoscaler has added nodes", async () => {
    const { exitCode } = await stack.refresh();
    expect(exitCode).toBe(0);
    const calls = world.gcp.calls.length;
    await up();
    expect(world.gcp.calls.slice(calls)).toEqual([]);
  });

  it("takes other limits and another endpoint in place, on the nodes that it has", async () => {
    const { nodes } = pool("od");
    const calls = world.gcp.calls.length;
    const { summary } = await up({ min: "2", endpoint: "203.0.113.0/24" });
    expect(summary).not.toHaveProperty("replace");
    expect(summary).not.toHaveProperty("delete");
    expect(callsSince(calls, nodePoolType).map(({ action }) => action)).toEqual(["update"]);
    expect(callsSince(calls, clusterType).map(({ action }) => action)).toEqual(["update"]);
    expect(pool("spot")).toMatchObject({ min: 2, max: 3 });
    expect(pool("od").nodes).toEqual(nodes);
    // Where the autoscaler brings the pool, as the number of nodes that a pool starts with is no longer looked at.
    expect(await cluster().scaleUp()).toEqual([pool("spot").name, pool("spot").name]);
  });

  it("makes the new pools, then names them in the ComputeClass, then lets the old ones go", async () => {
    const calls = world.gcp.calls.length;
    const changes = world.kubernetes.changes().length;
    await up({ model: "a100-40" });
    const pools = callsSince(calls, nodePoolType);
    const created = pools.filter(({ action }) => action === "create");
    const deleted = pools.filter(({ action }) => action === "delete");
    expect([created.length, deleted.length]).toEqual([2, 2]);
    const named = world.kubernetes
      .changes()
      .slice(changes)
      .filter(({ kind, verb }) => kind === "ComputeClass" && verb === "apply");
    expect(named).toHaveLength(1);
    const [{ sequence = 0 } = {}] = named;
    expect(Math.max(...created.map(({ end = Infinity }) => end))).toBeLessThan(sequence);
    expect(Math.min(...deleted.map(({ start }) => start))).toBeGreaterThan(sequence);

    await runWorker("fourth");
    // With a minimum of two it starts with a node in each zone.
    expect(pool("spot").nodes).toHaveLength(2);
    expect(pool("spot").nodes).toContain(await nodeOf("fourth"));
  });

  it("loses its deployer's access last", async () => {
    await stopWorkers();
    const calls = world.gcp.calls.length;
    const { exitCode, diagnostics } = await stack.destroy();
    expect({ exitCode, diagnostics }).toEqual({ exitCode: 0, diagnostics: [] });
    const gone = orderOf(world.gcp.calls.slice(calls), "delete");
    const access = gone("gcp:projects/iAMMember:IAMMember", `roles/container.admin/${deployer}`);
    expect(gone(clusterType).end).toBeLessThan(access.start);
    expect(world.gcp.existing()).toEqual([]);
  });

  async function runWorker(name: string): Promise<void> {
    const { deployment } = await stack.export();
    const root = deployment.resources?.find(({ type }) => type === "pulumi:pulumi:Stack");
    await runPod(name, root?.outputs?.["worker"]);
  }

  async function runPod(name: string, spec: unknown): Promise<void> {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "default" }, spec };
    await adminClient(cluster().plane).create(pod);
    await waitForPods(cluster().plane, (pods) => pods.some(({ metadata }) => metadata.name === name));
  }

  async function nodeOf(name: string): Promise<string | undefined> {
    const runs = await waitForPods(cluster().plane, (pods) =>
      pods.some(({ metadata, spec }) => metadata.name === name && spec.nodeName !== undefined),
    );
    return runs.find(({ metadata }) => metadata.name === name)?.spec.nodeName;
  }

  async function stopWorkers(): Promise<void> {
    const client = adminClient(cluster().plane);
    for (const { metadata } of await client.list("v1", "Pod", { namespace: "default" })) {
      await client.delete(
        { apiVersion: "v1", kind: "Pod", name: metadata.name, namespace: "default" },
        { gracePeriodSeconds: 0 },
      );
    }
  }
});

/** When the one call on a type, and on an id that ends so, began and ended. */
function orderOf(calls: readonly RecordedCall[], action: RecordedCall["action"]) {
  return (type: string, idEnd = ""): { readonly start: number; readonly end: number } => {
    const found = calls.filter((call) => call.action === action && call.type === type && call.id.endsWith(idEnd));
    expect(found).toHaveLength(1);
    const { start = 0, end = 0 } = found[0] ?? {};
    return { start, end };
  };
}
