import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { benchSuite } from "../../bench/bench-suite.js";
import {
  adminClient,
  type KubernetesClient,
  type KubernetesObject,
  lastingLeftovers,
  leaseControlPlane,
  type LeasedControlPlane,
} from "../../bench/control-plane/index.js";
import {
  advertiseGpus,
  type FakeNode,
  type GpuHardware,
  joinNode,
  type Node,
  type Pod,
  removeNode,
  waitForPods,
} from "../../bench/nodes/index.js";

const gpus: GpuHardware = { count: 8, product: "NVIDIA A100-SXM4-80GB", memoryMib: 81_920 };
const machine: FakeNode = {
  name: "machine",
  labels: { pool: "gpu" },
  taints: [],
  hardware: { vcpu: 96, memoryMib: 1_179_648, gpus },
  zone: "zone-a",
  maxPods: 110,
};

benchSuite("fake nodes", () => {
  let plane: LeasedControlPlane;
  let client: KubernetesClient;

  beforeAll(async () => {
    plane = await leaseControlPlane();
    client = adminClient(plane);
  });
  afterAll(() => plane.release());
  afterEach(async () => {
    const objects = [...(await client.list("apps/v1", "DaemonSet")), ...(await pods())];
    for (const { apiVersion, kind, metadata } of objects) await client.delete({ apiVersion, kind, ...metadata });
    for (const { metadata } of await client.list("v1", "Node")) await removeNode(plane, metadata.name);
    await client.delete({ apiVersion: "v1", kind: "ConfigMap", name: "device-plugin" });
    await waitForPods(plane, (left) => left.length === 0);
  });

  const pods = (): Promise<KubernetesObject[]> => client.list("v1", "Pod");
  const advertised = async (name = machine.name): Promise<Readonly<Record<string, string>>> => {
    const node = (await client.get({ apiVersion: "v1", kind: "Node", name })) as Node;
    const own = Object.entries(node.status.allocatable ?? {}).filter(([resource]) =>
      resource.startsWith("nvidia.com/"),
    );
    return Object.fromEntries(own);
  };
  const runPlugin = async (config: object): Promise<void> => {
    const data = { "a-pool": JSON.stringify({ version: "v1", ...config }) };
    await client.apply({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "device-plugin" }, data });
    await client.apply(devicePlugin());
    await advertiseGpus(plane);
  };

  it("run the pods that fit, and leave the others to wait", async () => {
    await joinNode(plane, { ...machine, advertisedGpus: 8 });
    for (const name of ["first", "second", "third"]) await client.create(gpuPod(name, 3));
    const settled = await waitForPods(plane);
    expect(settled.filter(({ status }) => status.phase === "Running")).toHaveLength(2);
    const waiting = settled.filter(({ status }) => status.phase === "Pending");
    expect(waiting.map(reasonToWait)).toEqual([expect.stringContaining("Insufficient nvidia.com/gpu")]);
  });

  it("keep pods away that do not tolerate their taints", async () => {
    await joinNode(plane, { ...machine, taints: [{ key: "a-taint", effect: "NoSchedule" }] });
    await client.create(gpuPod("stranger", 0));
    const [pod] = await waitForPods(plane);
    expect(pod && reasonToWait(pod)).toContain("untolerated taint");
  });

  it("take their pods with them when they go", async () => {
    await joinNode(plane, machine);
    await client.create(gpuPod("doomed", 0));
    await waitForPods(plane, ([pod]) => pod?.status.phase === "Running");
    await removeNode(plane, machine.name);
    expect(await waitForPods(plane)).toEqual([]);
  });

  it("advertise no GPU without a device plugin", async () => {
    await joinNode(plane, machine);
    await advertiseGpus(plane);
    expect(await advertised()).toEqual({});
  });

  it("advertise every GPU while a device plugin runs, and none when it is gone", async () => {
    await joinNode(plane, machine);
    await runPlugin({});
    expect(await advertised()).toEqual({ "nvidia.com/gpu": "8" });
    await client.delete({ apiVersion: "apps/v1", kind: "DaemonSet", name: "device-plugin" });
    await waitForPods(plane, (left) => left.length === 0);
    await advertiseGpus(plane);
    expect(await advertised()).toEqual({});
  });

  it("advertise shares under the name that the config gives them, and one at most for each pod", async () => {
    const resources = [{ name: "nvidia.com/gpu", replicas: 4 }];
    await joinNode(plane, machine);
    await runPlugin({ sharing: { timeSlicing: { failRequestsGreaterThanOne: true, resources } } });
    expect(await advertised()).toEqual({ "nvidia.com/gpu": "32" });
    await client.create(gpuPod("greedy", 2));
    await waitForPods(plane);
    await advertiseGpus(plane);
    const greedy = (await client.get({ apiVersion: "v1", kind: "Pod", name: "greedy" })) as Pod;
    expect(greedy.status).toMatchObject({ phase: "Failed", reason: "UnexpectedAdmissionError" });

    await client.delete({ apiVersion: "apps/v1", kind: "DaemonSet", name: "device-plugin" });
    await waitForPods(plane, (left) => left.length === 1);
    await runPlugin({ sharing: { timeSlicing: { renameByDefault: true, resources } } });
    expect(await advertised()).toEqual({ "nvidia.com/gpu.shared": "32" });
  });

  it("advertise the parts of GPUs that are cut, as the strategy says", async () => {
    const cut = { ...gpus, migProfile: "1g.10gb", migDevicesPerGpu: 7 };
    await joinNode(plane, { ...machine, hardware: { ...machine.hardware, gpus: cut } });
    await runPlugin({ flags: { migStrategy: "single" } });
    expect(await advertised()).toEqual({ "nvidia.com/gpu": "56" });
  });

  it("show a device plugin that cannot start as one that crashes", async () => {
    await joinNode(plane, machine);
    const resources = [{ name: "nvidia.com/gpu", replicas: 1 }];
    await runPlugin({ sharing: { timeSlicing: { resources } } });
    expect(await advertised()).toEqual({});
    expect((await pods()).map(crash)).toEqual([expect.stringContaining("replicas must be >= 2")]);
  });

  it("crash a device plugin where there is no GPU", async () => {
    await joinNode(plane, { ...machine, hardware: { vcpu: 4, memoryMib: 16_384 } });
    await runPlugin({});
    expect((await pods()).map(crash)).toEqual([expect.stringContaining("NVML")]);
  });

  it("leave nothing behind", async () => {
    expect(await lastingLeftovers(plane)).toEqual([]);
  });
});

function gpuPod(name: string, count: number): KubernetesObject {
  const limits = count === 0 ? {} : { "nvidia.com/gpu": String(count) };
  const containers = [{ name: "main", image: "example.org/main:1", resources: { limits } }];
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "default" }, spec: { containers } };
}

function devicePlugin(): KubernetesObject {
  const labels = { app: "device-plugin" };
  const sockets = "/var/lib/kubelet/device-plugins";
  const container = {
    name: "plugin",
    image: "nvcr.io/nvidia/k8s-device-plugin:v0.19.3",
    env: [{ name: "CONFIG_FILE", value: "/config/config.yaml" }],
    volumeMounts: [
      { name: "sockets", mountPath: sockets },
      { name: "config", mountPath: "/config" },
    ],
  };
  const volumes = [
    { name: "sockets", hostPath: { path: sockets } },
    { name: "config", configMap: { name: "device-plugin", items: [{ key: "a-pool", path: "config.yaml" }] } },
  ];
  const template = { metadata: { labels }, spec: { containers: [container], volumes } };
  const metadata = { name: "device-plugin", namespace: "default" };
  return { apiVersion: "apps/v1", kind: "DaemonSet", metadata, spec: { selector: { matchLabels: labels }, template } };
}

function reasonToWait({ status }: Pod): string | undefined {
  return status.conditions?.find(({ type }) => type === "PodScheduled")?.message;
}

function crash(pod: KubernetesObject): string | undefined {
  const waiting = (pod as Pod).status.containerStatuses?.[0]?.state?.waiting;
  return waiting?.reason === "CrashLoopBackOff" ? waiting.message : undefined;
}
