import { byo } from "@roadstead/byo";
import type { ClusterSpec } from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { kubeconfigText } from "../owned-nodes/kubeconfig-text.js";
import { noteLines, planCluster, urnLines } from "../owned-nodes/plan-cluster.js";

const spec = {
  pools: {
    serving: {
      accelerator: { model: "l4", gpusPerNode: 4, sharing: { mode: "time-slicing", replicas: 4 } },
      size: { min: 1, max: 2 },
    },
    etl: { node: { minVcpu: 16 }, size: { min: 1, max: 1 } },
  },
  tags: { owner: "ml-platform", costCenter: "4711", environment: "dev" },
} satisfies ClusterSpec;
const config = {
  kubeconfig: kubeconfigText(),
  clusterId: "rke2-berlin",
  location: "berlin",
  distribution: "RKE2 1.34",
  pools: { serving: { nodes: ["gpu-1", "gpu-2"] }, etl: { nodes: ["cpu-1"] } },
  storageClass: "longhorn",
} as const;
const operator = byo({ ...config, gpuStack: { driver: "user", devicePlugin: "user", metrics: "user" } });

describe("byo", () => {
  it("takes the stated facts into the layout, and asks for no runtime class unless one is named", () => {
    const layout = operator.layout(spec);
    expect(layout).toMatchObject({ target: "byo", location: "berlin" });
    expect(layout.pools[0]?.gpuStack).toEqual({
      driver: "user",
      toolkit: "user",
      devicePlugin: "user",
      sharingConfig: "user",
      metrics: "user",
    });
    expect(layout.pools[0]).not.toHaveProperty("runtimeClassName");
  });

  it("takes the toolkit's owner where it is not the driver's", () => {
    const aks = byo({
      ...config,
      distribution: "AKS",
      gpuStack: { driver: "image", toolkit: "provider", devicePlugin: "roadstead", metrics: "roadstead" },
    });
    expect(aks.layout(spec).pools[0]?.gpuStack).toMatchObject({ driver: "image", toolkit: "provider" });
  });

  it("tells what rests on the user's word", async () => {
    await expect(noteLines(operator.layout(spec).notes)).toMatchFileSnapshot("../../golden/byo/notes.txt");
  });

  it("does not doubt a runtime class that is named", () => {
    const gpuStack = { driver: "user", devicePlugin: "user", metrics: "user" } as const;
    const named = byo({ ...config, gpuStack, runtimeClassName: "nvidia" });
    expect(named.layout(spec).notes.map((note) => note.code)).not.toContain("runtime-class-unset");
    expect(named.layout(spec).pools.map((pool) => pool.runtimeClassName)).toEqual(["nvidia", undefined]);
  });

  it("asks for no owners where no pool has GPUs", () => {
    const etlOnly = { ...spec, pools: { etl: spec.pools.etl } };
    const untyped = { ...config, pools: { etl: config.pools.etl } } as unknown as Parameters<typeof byo<"etl">>[0];
    expect(byo(untyped).validate(etlOnly)).toEqual([]);
    expect(byo(untyped).layout(etlOnly).pools).toHaveLength(1);
  });

  it("installs no device plugin and no exporter where others run them", async () => {
    const plan = await planCluster(spec, operator);
    expect(plan.exit).toEqual({ reason: "finished", code: 0 });
    expect(plan.resources.filter((resource) => resource.type.endsWith(":DaemonSet"))).toEqual([]);
    await expect(urnLines(plan)).toMatchFileSnapshot("../../golden/byo/urns.txt");
  });
});
