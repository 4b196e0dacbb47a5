import type { NodePoolArgs } from "@pulumi/gcp/container/nodePool.js";
import { type ClusterLayout, type ClusterSpec, gpuTaint } from "@roadstead/core";
import { gke, type GkeConfig } from "@roadstead/gke";
import { describe, expect, it } from "vitest";
import { config, inputs, planCluster, spec, tags } from "./plan-cluster.js";

const layout = gke(config).layout(spec);

function pool(name: string, of: ClusterLayout = layout) {
  return of.pools.find((candidate) => candidate.name === name) ?? expect.fail(`no pool ${name}`);
}

function groupNames(of: ClusterLayout): readonly string[] {
  return of.pools.flatMap(({ groups }) => groups.map(({ name }) => name));
}

describe("the layout on GKE", () => {
  it("leaves every GPU layer to GKE", () => {
    expect(pool("serving").gpuStack).toEqual({
      driver: "provider",
      toolkit: "provider",
      devicePlugin: "provider",
      sharingConfig: "provider",
      metrics: "provider",
    });
    expect(pool("lab").gpuStack?.mig).toBe("provider");
  });

  it("advertises 56 GPUs on 8 A100-40 as 1g.5gb, and 4 on a T4 for 4 pods", () => {
    expect(pool("lab").allocatable.gpu).toBe(56);
    expect(pool("desks").allocatable.gpu).toBe(4);
  });

  it("sets a pool with two groups apart by label and taint of its ComputeClass", () => {
    const key = "cloud.google.com/compute-class";
    expect(pool("serving").labels[key]).toBe("roadstead-serving");
    expect(pool("serving").taints).toEqual([gpuTaint, { key, value: "roadstead-serving", effect: "NoSchedule" }]);
    expect(pool("serving").capacityOrder).toBe("GKE ComputeClass");
    expect(pool("lab").taints).toEqual([gpuTaint]);
  });

  it("tells the labels that GKE will set", () => {
    expect(pool("desks").labels).toMatchObject({
      "cloud.google.com/gke-accelerator": "nvidia-tesla-t4",
      "cloud.google.com/gke-accelerator-count": "1",
      "cloud.google.com/gke-gpu-sharing-strategy": "time-sharing",
      "cloud.google.com/gke-max-shared-clients-per-gpu": "4",
    });
    expect(pool("lab").labels["cloud.google.com/gke-gpu-partition-size"]).toBe("1g.5gb");
  });

  it("puts the system pool in as many zones as it has nodes at least", () => {
    const zones = ["us-central1-a", "us-central1-b", "us-central1-c"];
    const inThree = gke({ ...config, network: { create: { zones } } });
    expect(pool("system", inThree.layout(spec)).groups[0]?.zones).toEqual(["us-central1-a", "us-central1-b"]);
    expect(pool("serving", inThree.layout(spec)).groups[0]?.zones).toEqual(zones);
  });

  it("puts the system pool in the zones that the factory names for it, with a node in each at first", async () => {
    const zones = ["us-central1-a", "us-central1-b", "us-central1-c"];
    const own = { ...config, system: { zones } };
    const three = { ...spec, systemPool: { size: { min: 2, max: 3 } } };
    expect(pool("system", gke(own).layout(three)).groups[0]?.zones).toEqual(zones);
    expect(inputs(await planCluster(own, three), "ai-system-on-demand")["initialNodeCount"]).toBe(1);
  });

  it("counts local SSD where it belongs to the type, and else only where it is asked for", () => {
    const gpuPool = (model: "a100-80" | "l4", localNvme: boolean): ClusterSpec => ({
      pools: { x: { accelerator: { model, gpusPerNode: 1 }, node: { localNvme }, size: { min: 0, max: 1 } } },
      tags,
    });
    const gibOf = (of: ClusterSpec) => pool("x", gke(config).layout(of)).localNvmeGib;
    expect(gibOf(gpuPool("a100-80", false))).toBe(375);
    expect(gibOf(gpuPool("l4", false))).toBeUndefined();
    expect(gibOf(gpuPool("l4", true))).toBe(375);
  });
});

describe("the names of node pools", () => {
  it("are the pool, the capacity and a hash, of at most 40 characters", () => {
    for (const name of groupNames(layout)) expect(name).toMatch(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
    expect(pool("serving").groups.map(({ name }) => name.replace(/-[a-z0-9]{8}$/, ""))).toEqual([
      "serving-spot",
      "serving-od",
    ]);
    const longest = { pools: { ["a".repeat(24)]: spec.pools.serving }, tags };
    for (const name of groupNames(gke(config).layout(longest))) expect(name.length).toBeLessThanOrEqual(40);
  });

  const renamed: Readonly<Record<string, ClusterSpec["pools"][string]>> = {
    "the machine type": { ...spec.pools.serving, node: { minVcpu: 8 } },
    "the GPU": { ...spec.pools.serving, accelerator: { model: "t4", gpusPerNode: 1 } },
    "the GPUs per node": { ...spec.pools.serving, accelerator: { model: "l4", gpusPerNode: 2 } },
    "the sharing": {
      ...spec.pools.serving,
      accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 2 } },
    },
    "the boot disk": { ...spec.pools.serving, node: { diskGib: 300 } },
    "the local SSD": { ...spec.pools.serving, node: { localNvme: true } },
    "a taint": { ...spec.pools.serving, taints: [{ key: "team", value: "vision", effect: "NoSchedule" }] },
  };

  it.each(Object.entries(renamed))("change with %s", (_what, serving) => {
    const before = pool("serving").groups[0]?.name;
    expect(pool("serving", gke(config).layout({ pools: { serving }, tags })).groups[0]?.name).not.toBe(before);
  });

  const kept: Readonly<Record<string, ClusterSpec>> = {
    "the size": { pools: { serving: { ...spec.pools.serving, size: { min: 1, max: 8 } } }, tags },
    "a label": { pools: { serving: { ...spec.pools.serving, labels: { team: "vision" } } }, tags },
    "a tag": { pools: { serving: spec.pools.serving }, tags: { ...tags, environment: "prod" } },
    "another pool": { pools: { serving: spec.pools.serving, more: spec.pools.lab }, tags },
  };

  it.each(Object.entries(kept))("stay with %s, which GKE changes in place", (_what, of) => {
    expect(pool("serving", gke(config).layout(of)).groups[0]?.name).toBe(pool("serving").groups[0]?.name);
  });

  it("stay with the pool's zones and its image streaming", () => {
    const own = { pools: { serving: { zones: ["us-central1-b"], imageStreaming: false } } };
    expect(pool("serving", gke({ ...config, ...own }).layout(spec)).groups[0]?.name).toBe(
      pool("serving").groups[0]?.name,
    );
  });

  it("change with what a transform adds, if GKE cannot change that in place", () => {
    const named = (change: object) => {
      const nodePool = (args: NodePoolArgs): NodePoolArgs => ({
        ...args,
        nodeConfig: { ...(args.nodeConfig as object), ...change },
      });
      return gke({ ...config, transform: { nodePool } }).layout(spec);
    };
    const before = pool("serving").groups[0]?.name;
    expect(pool("serving", named({ minCpuPlatform: "Intel Ice Lake" })).groups[0]?.name).not.toBe(before);
    expect(pool("serving", named({ tags: ["ssh"] })).groups[0]?.name).toBe(before);
  });
});

const existing: GkeConfig<string> = {
  project: "my-ml-project",
  location: "us-central1",
  existing: {
    name: "research",
    endpoint: "gke-1a2b3c.us-central1.gke.goog",
    clusterId: "research-2026",
    zones: ["us-central1-a"],
    gpuStack: "provider",
  },
};

describe("the notes on GKE", () => {
  it("name the APIs that a cluster's own key and its grants want", () => {
    const apis = (own: GkeConfig<string>) =>
      gke(own)
        .layout(spec)
        .notes.find(({ code }) => code === "needs-api")?.message ?? "";
    const [grants, agent] = ["cloudresourcemanager.googleapis.com", "serviceusage.googleapis.com"];
    expect(apis(config)).toMatch(new RegExp(`${grants}.*${agent}`));
    expect(apis({ ...config, encryption: { kmsKey: "key" } })).not.toContain(agent);
    expect(apis(existing)).toContain(grants);
    expect(apis(existing)).toContain("containerfilesystem.googleapis.com");
    expect(apis({ ...existing, iam: { projectGrants: "user" } })).not.toContain(grants);
  });

  it("tell what must be on, what must be reached and what is granted", async () => {
    const transformedTarget = gke({ ...config, transform: { cluster: (args) => args } });
    const lines = transformedTarget.layout(spec).notes.map(({ code, path, message }) => `${code} ${path}: ${message}`);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../../golden/gke/notes.txt");
  });

  it("tell that per-zone NAT is the same as one", () => {
    const network = { create: { zones: ["us-central1-a"], nat: "per-zone" } } as const;
    const notes = gke({ ...config, network })
      .layout(spec)
      .notes.filter(({ code }) => code === "nat-regional");
    expect(notes.map(({ path }) => path)).toEqual(["gke.network.create.nat"]);
  });

  it("list the roles to grant where the project's policy is not ours", () => {
    const notes = gke({ ...config, iam: { projectGrants: "user" } }).layout(spec).notes;
    const note = notes.find(({ code }) => code === "grants-by-user");
    expect(note?.message).toContain("roles/container.admin for serviceAccount:ci@");
    expect(note?.message).toContain("roles/container.defaultNodeServiceAccount");
  });

  it("tell that no ServiceMonitor is made for Google's own DCGM exporter", () => {
    const notes = gke(config).layout({ ...spec, gpuMetrics: { serviceMonitor: true } }).notes;
    expect(notes.map(({ code }) => code)).toContain("service-monitor-skipped");
  });
});
