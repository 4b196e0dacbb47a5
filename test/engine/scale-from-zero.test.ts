import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { adminClient } from "../bench/control-plane/index.js";
import { advertiseGpus, type Node, type Pod, waitForPods } from "../bench/nodes/index.js";
import { scaleUp } from "../bench/providers/aws/autoscaler/index.js";
import type { EmulatedCluster, EmulatedNodeGroup } from "../bench/providers/aws/index.js";
import type { Properties } from "../bench/providers/test-provider.js";
import { openWorld, type World } from "./world.js";

const template = "k8s.io/cluster-autoscaler/node-template";
const gpu = "nvidia.com/gpu";

/** The groups of a pool, with one tag of their autoscaling groups another or, by undefined, gone. */
function withTag(cluster: EmulatedCluster, pool: string, tag: string, value?: string): readonly EmulatedNodeGroup[] {
  return cluster.nodeGroups().map((group) => {
    if (!group.name.startsWith(`${pool}-`)) return group;
    const { [tag]: before, ...tags } = group.tags;
    expect(before, `the tag ${tag} of ${group.name}`).toBeDefined();
    return { ...group, tags: value === undefined ? tags : { ...tags, [tag]: value } };
  });
}

function gibOf(amount = ""): number {
  const [, digits = "", unit = ""] = /^(\d+)([KMG]i)$/.exec(amount) ?? [];
  return Number(digits) / ({ Ki: 1024 ** 2, Mi: 1024, Gi: 1 }[unit] ?? NaN);
}

benchSuite("A GPU pool at zero on EKS", () => {
  let world: World;
  let cluster: EmulatedCluster;
  let workers: Readonly<Record<string, Properties>>;

  beforeAll(async () => {
    world = await openWorld();
    const projectDir = fileURLToPath(new URL("programs/eks-pools", import.meta.url));
    const stack = await world.openStack({ projectDir, stack: "dev" });
    const up = await stack.up();
    expect(up.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const state = await stack.export();
    const root = state.deployment.resources?.find(({ type }) => type === "pulumi:pulumi:Stack");
    workers = root?.outputs?.["workers"] as typeof workers;
    [cluster] = world.aws.clusters() as [EmulatedCluster];
  });

  afterAll(() => world.close());

  /** A pod of a pool that asks for so many GPUs and for scratch space, as the program's own fragment otherwise has it. */
  async function createPod(name: string, pool: string, count = 1): Promise<void> {
    const { containers, ...spec } = workers[pool] as { readonly containers: readonly Properties[] };
    const resources = { limits: { [gpu]: String(count), "ephemeral-storage": "20Gi" } };
    await adminClient(cluster.plane).create({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, namespace: "default" },
      spec: { ...spec, containers: containers.map((container) => ({ ...container, resources })) },
    });
  }

  /** The pod once it runs: a plugin starts a moment after its node, and the scheduler sees its GPUs after that. */
  function runningPod(name: string): Promise<Pod> {
    const look = async (): Promise<Pod> => {
      await advertiseGpus(cluster.plane);
      const pod = (await waitForPods(cluster.plane)).find(({ metadata }) => metadata.name === name);
      expect(pod?.status.phase).toBe("Running");
      return pod as Pod;
    };
    return vi.waitFor(look, { timeout: 120_000, interval: 50 });
  }

  const removePod = (name: string) =>
    adminClient(cluster.plane).delete({ apiVersion: "v1", kind: "Pod", name, namespace: "default" });

  const pools = [
    { pool: "exclusive", gpus: 1, group: /^exclusive-spot-/ },
    { pool: "shared", gpus: 4, group: /^shared-on-demand-/ },
    { pool: "cut", gpus: 56, group: /^cut-on-demand-/ },
  ];

  it("runs every pod that is not a user's with all of them at zero", async () => {
    expect(cluster.nodeGroups().flatMap(({ name, nodes }) => (nodes.length > 0 ? [name.split("-")[0]] : []))).toEqual([
      "system",
    ]);
    const pods = await waitForPods(cluster.plane, (all) => all.every(({ status }) => status.phase === "Running"));
    expect(pods.length).toBeGreaterThan(10);
  });

  it.each([
    ["no GPUs", "cut", `resources/${gpu}`, "0"],
    ["another pool", "exclusive", "label/roadstead.dev/pool", "elsewhere"],
    ["no pool", "shared", "label/roadstead.dev/pool", undefined],
    ["no disk", "cut", "resources/ephemeral-storage", undefined],
  ])("does not grow when its tags say %s", async (_, pool, tag, value) => {
    await createPod("waiting", pool);
    expect(await scaleUp(cluster, withTag(cluster, pool, `${template}/${tag}`, value))).toBeUndefined();
    expect(cluster.nodeGroups().filter(({ nodes }) => nodes.length > 0)).toHaveLength(1);
    await removePod("waiting");
  });

  it.each(pools)("grows for a pod of $pool by the node that its tags describe", async ({ pool, gpus, group }) => {
    await createPod(pool, pool);
    const growth = await scaleUp(cluster);
    expect(growth?.group).toMatch(group);

    const name = (await runningPod(pool)).spec.nodeName ?? "";
    const node = (await adminClient(cluster.plane).get({ apiVersion: "v1", kind: "Node", name })) as Node;
    const promised = growth?.promised;
    expect(node.metadata.labels).toMatchObject(promised?.labels ?? {});
    expect(node.spec.taints).toEqual(promised?.taints);
    expect(promised?.gpus).toBe(gpus);
    expect(node.status.allocatable?.[gpu]).toBe(String(gpus));
    expect(Number(node.status.allocatable?.["cpu"])).toBeCloseTo(promised?.cpus ?? 0, 0);
    expect(gibOf(node.status.allocatable?.["memory"]) / gibOf(`${promised?.memoryMib}Mi`)).toBeCloseTo(1, 1);
    // Never more than there is, or the autoscaler adds nodes for pods that they cannot take; and not much less.
    const disk = gibOf(node.status.allocatable?.["ephemeral-storage"]);
    const promisedDisk = gibOf(promised?.resources["ephemeral-storage"]);
    expect(promisedDisk).toBeLessThanOrEqual(disk);
    expect(promisedDisk / disk).toBeGreaterThan(0.9);

    // Every label of the pool is in the tags: what selects by one finds the pool at zero too.
    const made = cluster.nodeGroups().find((each) => each.name === growth?.group);
    const tagged = Object.keys(made?.tags ?? {}).flatMap((key) => key.split(`${template}/label/`)[1] ?? []);
    const own = Object.keys(made?.nodes[0]?.labels ?? {}).filter((key) => /roadstead|nvidia|accelerator$/.test(key));
    expect(own.sort()).toEqual(tagged.sort());
  });

  it("goes on to on-demand nodes when the spot group is full", async () => {
    const grown: string[] = [];
    for (const name of ["second", "third"]) {
      await createPod(name, "exclusive");
      grown.push((await scaleUp(cluster))?.group ?? "none");
      await runningPod(name);
    }
    expect(grown).toEqual([expect.stringMatching(/^exclusive-spot-/), expect.stringMatching(/^exclusive-on-demand-/)]);
  });
});
