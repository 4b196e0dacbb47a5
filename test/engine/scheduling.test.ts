import { SpecError } from "@roadstead/core";
import { withGpu } from "@roadstead/cluster";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benchSuite } from "../bench/bench-suite.js";
import { adminClient } from "../bench/control-plane/index.js";
import { advertiseGpus, type Node, type Pod, waitForPods } from "../bench/nodes/index.js";
import { devices, type GpuPool, gpuPools, openSites, type Site, type Sites } from "./scheduling/site.js";

const gpu = "nvidia.com/gpu";

const roadstead = (pool: string) => [`dcgm-exporter-${pool}`, `device-plugin-${pool}`];

/** What runs on the GPU nodes of each target. */
const targets = [
  { target: "eks", isCloud: true, hasOurPlugin: true, software: roadstead },
  // Google's own, and none beside it.
  { target: "gke", isCloud: true, hasOurPlugin: false, software: () => ["nvidia-gpu-device-plugin-small-cos"] },
  { target: "k3s", isCloud: false, hasOurPlugin: true, software: roadstead },
  // The user's plugin, which is none of the cluster's pods here.
  { target: "byo", isCloud: false, hasOurPlugin: false, software: (pool: string) => [`dcgm-exporter-${pool}`] },
] as const;

// The tests of a target follow each other: one cluster's life. `scale-from-zero.test.ts` and `gke-classes.test.ts` show
// how autoscalers grow pools; here nodes come when they are told to, so that a pod that waits goes on waiting.
benchSuite("scheduling", () => {
  let sites: Sites;

  beforeAll(async () => {
    sites = await openSites();
  });
  afterAll(() => sites.close());

  it("is of a program that goes up on every target", () => {
    const { exitCode, diagnostics } = sites.up;
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: [] });
  });

  describe.each(targets)("on $target", ({ target, isCloud, hasOurPlugin, software }) => {
    let site: Site;

    beforeAll(() => {
      site = sites[target];
    });

    const client = () => adminClient(site.plane);
    const binding = (pool: GpuPool) => site.bindings?.[pool] ?? expect.fail("the program did not go up");
    const gpuNodes = () => gpuPools.flatMap((pool) => site.nodes()[pool]);

    if (isCloud)
      it("runs every system pod with all pools at zero", async () => {
        expect(Object.values(site.nodes()).flat()).toEqual([]);
        const pods = await waitForPods(site.plane, allRun);
        // With two replicas of the one thing and a pod of another on each node at least.
        expect(pods.length).toBeGreaterThanOrEqual(4);
      });

    it("has device plugin and exporter on exactly the nodes that need them", async () => {
      await site.grow();
      const expected = gpuPools.flatMap((pool) => site.nodes()[pool].map((node) => [node, software(pool)] as const));
      const count = expected.flatMap(([, names]) => names).length;
      const pods = await waitForPods(site.plane, (all) => allRun(all) && all.filter(isGpuSoftware).length >= count);
      await advertiseGpus(site.plane);
      const found: Record<string, string[]> = {};
      for (const { metadata, spec } of pods.filter(isGpuSoftware)) {
        const daemonSet = metadata.ownerReferences?.[0]?.name ?? metadata.name;
        (found[spec.nodeName ?? "no node"] ??= []).push(daemonSet);
      }
      for (const names of Object.values(found)) names.sort();
      expect(expected).toHaveLength(4);
      expect(found).toEqual(Object.fromEntries(expected));
    });

    it.each(gpuPools)("advertises every device of a node of %s", async (pool) => {
      const [name = ""] = site.nodes()[pool];
      const node = (await client().get({ apiVersion: "v1", kind: "Node", name })) as Node;
      expect(node.status.allocatable?.[gpu]).toBe(String(devices[pool]));
    });

    it.each(gpuPools)("runs a pod with a GPU of %s there", async (pool) => {
      await createPod(`${pool}-first`, withGpu(worker, binding(pool), 1));
      expect(site.nodes()[pool]).toContain(await nodeOf(`${pool}-first`));
    });

    it("lets a pod wait for its own pool while GPUs of the same model are free in another", async () => {
      await createPod("serving-second", withGpu(worker, binding("serving"), 1));
      expect(await reasonToWait("serving-second")).toContain(`Insufficient ${gpu}`);
      // Three of four are free there, which four do not fit into either.
      await createPod("training-second", withGpu(worker, binding("training"), 4));
      expect(await reasonToWait("training-second")).toContain(`Insufficient ${gpu}`);
      await createPod("training-third", withGpu(worker, binding("training"), 3));
      expect(await nodeOf("training-third")).toBe(site.nodes().training[0]);
    });

    if (hasOurPlugin)
      it("does not start a pod that takes two shares of one GPU", async () => {
        const { containers, ...spec } = withGpu(worker, binding("shared"), 1);
        const resources = { limits: { [gpu]: "2" } };
        await createPod("greedy", { ...spec, containers: [{ ...worker.containers[0], resources }] });
        expect(containers).toHaveLength(1);
        await advertiseGpus(site.plane);
        expect((await podNamed("greedy")).status).toMatchObject({
          phase: "Failed",
          reason: "UnexpectedAdmissionError",
        });
      });

    it("hands out each share once", async () => {
      const more = ["second", "third", "fourth", "fifth"].map((name) => `shared-${name}`);
      for (const name of more) await createPod(name, withGpu(worker, binding("shared"), 1));
      const ofThem = ({ metadata, spec }: Pod) => more.includes(metadata.name) && spec.nodeName !== undefined;
      const placed = (await waitForPods(site.plane, (all) => all.filter(ofThem).length >= 3)).filter(ofThem);
      expect(placed.map(({ spec }) => spec.nodeName)).toEqual(Array(3).fill(site.nodes().shared[0]));
    });

    it.each([
      ["serving", 2],
      ["training", 5],
      ["shared", 2],
      ["lab", 2],
    ] as const)("refuses to make a pod of %s with %i", (pool, count) => {
      expect(() => withGpu(worker, binding(pool), count)).toThrow(SpecError);
    });

    it("keeps pods without GPUs off GPU nodes, however they would spread", async () => {
      await client().create(plainDeployment);
      const plain = (pods: readonly Pod[]) => pods.filter(({ metadata }) => metadata.labels?.["app"] === "plain");
      const pods = plain(await waitForPods(site.plane, (all) => plain(all).length === 12 && allRun(plain(all))));
      const used = new Set(pods.map(({ spec }) => spec.nodeName ?? ""));
      expect(gpuNodes().filter((node) => used.has(node))).toEqual([]);
      expect([...used]).toEqual(expect.arrayContaining([...site.nodes().etl]));
    });

    it.each(gpuPools)("runs no pod on %s that selects it and asks for no GPU of it", async (pool) => {
      await createPod(`${pool}-guest`, { ...worker, nodeSelector: { ...binding(pool).nodeSelector } });
      expect(await reasonToWait(`${pool}-guest`)).toContain("untolerated taint");
    });

    async function createPod(name: string, spec: object): Promise<void> {
      await client().create({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "default" }, spec });
    }

    async function podNamed(name: string): Promise<Pod> {
      const pods = await waitForPods(site.plane);
      return pods.find(({ metadata }) => metadata.name === name) ?? expect.fail(`no pod ${name}`);
    }

    /** Of a pod that finds one, a moment after the scheduler was told of what is free. */
    async function nodeOf(name: string): Promise<string | undefined> {
      const isIt = ({ metadata, status }: Pod) => metadata.name === name && status.phase === "Running";
      return (await waitForPods(site.plane, (pods) => pods.some(isIt))).find(isIt)?.spec.nodeName;
    }

    async function reasonToWait(name: string): Promise<string> {
      const { spec, status } = await podNamed(name);
      expect(spec.nodeName).toBeUndefined();
      return status.conditions?.find(({ type }) => type === "PodScheduled")?.message ?? "";
    }
  });
});

const worker = { containers: [{ name: "worker", image: "example.com/worker" }] };

/** Spread over all nodes that take them. */
const plainDeployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "plain", namespace: "default" },
  spec: {
    replicas: 12,
    selector: { matchLabels: { app: "plain" } },
    template: {
      metadata: { labels: { app: "plain" } },
      spec: {
        ...worker,
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "kubernetes.io/hostname",
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: { matchLabels: { app: "plain" } },
          },
        ],
      },
    },
  },
};

function isGpuSoftware({ metadata }: Pod): boolean {
  return metadata.namespace === "gpu-system" || metadata.name.startsWith("nvidia-gpu-device-plugin");
}

function allRun(pods: readonly Pod[]): boolean {
  return pods.every(({ status }) => status.phase === "Running");
}
