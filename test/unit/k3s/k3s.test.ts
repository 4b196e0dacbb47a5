import { type ClusterSpec, labels } from "@roadstead/core";
import { k3s } from "@roadstead/k3s";
import { describe, expect, it } from "vitest";
import { kubeconfigText } from "../owned-nodes/kubeconfig-text.js";
import { noteLines, planCluster, urnLines } from "../owned-nodes/plan-cluster.js";

const spec = {
  pools: {
    lab: {
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile: "1g.5gb" } },
      size: { min: 0, max: 1 },
    },
    desks: {
      accelerator: { model: "l40s", gpusPerNode: 2, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 1, max: 4 },
      capacity: [
        { kind: "spot", maxNodes: 2 },
        { kind: "on-demand", maxNodes: 2 },
      ],
      taints: [{ key: "team", value: "vision", effect: "NoSchedule" }],
    },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
} satisfies ClusterSpec;
const kubeconfig = kubeconfigText({ user: { exec: { command: "kubelogin" } } });
const pools = { lab: { nodes: ["gpu-1"] }, desks: { nodes: ["desk-1", "desk-2"] } };
const target = k3s({ kubeconfig, clusterId: "dc1", pools });

describe("k3s", () => {
  it("makes of owned nodes one group per pool, whatever capacity was preferred", () => {
    const groups = target.layout(spec).pools.map((pool) => pool.groups);
    expect(groups).toEqual([
      [expect.objectContaining({ key: "owned", name: "lab", nodes: ["gpu-1"], replace: "delete-first" })],
      [expect.objectContaining({ key: "owned", name: "desks", nodes: ["desk-1", "desk-2"] })],
    ]);
  });

  it("runs GPU pods in the runtime class that k3s ships, and others in none", () => {
    const cpu = { ...spec, pools: { etl: { node: { minVcpu: 4 }, size: { min: 1, max: 1 } } } };
    const etl = k3s({ kubeconfig, clusterId: "dc1", pools: { etl: { nodes: ["cpu-1"] } } });
    expect(target.layout(spec).pools.map((pool) => pool.runtimeClassName)).toEqual(["nvidia", "nvidia"]);
    expect(etl.layout(cpu).pools[0]).not.toHaveProperty("runtimeClassName");
  });

  it("owns the device plugin, its sharing and the metrics, and leaves driver, toolkit and MIG to the host", () => {
    expect(target.layout(spec).pools.map((pool) => pool.gpuStack)).toEqual([
      {
        driver: "user",
        toolkit: "user",
        devicePlugin: "roadstead",
        sharingConfig: "roadstead",
        mig: "user",
        metrics: "roadstead",
      },
      {
        driver: "user",
        toolkit: "user",
        devicePlugin: "roadstead",
        sharingConfig: "roadstead",
        metrics: "roadstead",
      },
    ]);
  });

  it("sets no label that would change the configuration of somebody else's device plugin", () => {
    const operator = k3s({ kubeconfig, clusterId: "dc1", pools, gpuStack: { devicePlugin: "user" } });
    for (const pool of operator.layout(spec).pools) {
      expect(pool.labels).not.toHaveProperty([labels.devicePlugin]);
      expect(pool.labels).not.toHaveProperty([labels.devicePluginConfig]);
    }
  });

  it("tells what must be done on the hosts before up", async () => {
    await expect(noteLines(target.layout(spec).notes)).toMatchFileSnapshot("../../golden/k3s/notes.txt");
  });

  it("tells of an API server that only its own machine reaches, and of files", () => {
    const local = kubeconfigText({
      cluster: { server: "https://127.0.0.1:6443", "certificate-authority": "/etc/rancher/ca.crt" },
    });
    const notes = k3s({ kubeconfig: local, clusterId: "dc1", pools }).layout(spec).notes;
    expect(notes.map((note) => note.code)).toEqual(expect.arrayContaining(["kubeconfig-loopback", "kubeconfig-files"]));
  });

  it("does not assume a device plugin that is stated, or local disks where another storage class is named", () => {
    const stated = k3s({
      kubeconfig,
      clusterId: "dc1",
      pools,
      gpuStack: { devicePlugin: "roadstead" },
      storageClass: "longhorn",
    });
    const codes = stated.layout(spec).notes.map((note) => note.code);
    expect(codes).not.toContain("device-plugin-assumed");
    expect(codes).not.toContain("local-storage");
  });

  it("tells which children a transform changes", () => {
    const changed = k3s({
      kubeconfig,
      clusterId: "dc1",
      pools,
      transform: { nodeLabels: (args) => args, gpuSoftware: { devicePlugin: (args) => args } },
    });
    const notes = changed.layout(spec).notes.filter((note) => note.code === "transform-used");
    expect(notes.map((note) => note.path)).toEqual([
      "k3s.transform.nodeLabels",
      "k3s.transform.gpuSoftware.devicePlugin",
    ]);
  });

  it("adds the factory's tags to those of the spec", () => {
    const tagged = k3s({ kubeconfig, clusterId: "dc1", pools, tags: { rack: "r7" } });
    expect(tagged.layout(spec).tags).toEqual({ ...spec.tags, additional: { rack: "r7" } });
  });

  it("is planned without a cluster, with the same children as when the nodes are known", async () => {
    const fresh = await planCluster(spec, target);
    expect(fresh.exit).toEqual({ reason: "finished", code: 0 });
    await expect(urnLines(fresh)).toMatchFileSnapshot("../../golden/k3s/urns.txt");

    const gpu = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };
    const team = { key: "team", value: "vision", effect: "NoSchedule" };
    const known = await planCluster(spec, target, {
      answers: { reads: [node("gpu-1", gpu), node("desk-1", gpu, team), node("desk-2", team, gpu)] },
    });
    expect(known.exit).toEqual({ reason: "finished", code: 0 });
    expect(urnLines(known)).toBe(urnLines(fresh));
  });

  it("fails with the kubectl commands where the nodes are known to lack taints", async () => {
    const gpu = { key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" };
    const plan = await planCluster(spec, target, {
      answers: { reads: [node("gpu-1"), node("desk-1", gpu), node("desk-2", gpu)] },
      // What waits for the labels stays open for ever.
      timeoutMilliseconds: 1_000,
    });
    expect(plan.exit.code).toBe(1);
    const text = plan.diagnostics.map((diagnostic) => diagnostic.message).join("\n");
    expect(text).toContain("  kubectl taint nodes gpu-1 nvidia.com/gpu=present:NoSchedule\n");
    expect(text).toContain("  kubectl taint nodes desk-1 team=vision:NoSchedule\n");
  });

  it("shows nothing of the kubeconfig in the plan", async () => {
    const secret = k3s({ kubeconfig: kubeconfigText({ user: { token: "canary" } }), clusterId: "dc1", pools });
    expect(JSON.stringify(await planCluster(spec, secret))).not.toContain("canary");
  });
});

function node(name: string, ...taints: readonly { key: string; value: string; effect: string }[]) {
  return { type: "kubernetes:core/v1:Node", id: name, outputs: { metadata: { name }, spec: { taints } } };
}
