import { gke } from "@roadstead/gke";
import { describe, expect, it } from "vitest";
import { type ClusterSpec } from "@roadstead/core";
import { child, config, inputs, nodeConfig, planCluster, spec, tags } from "./plan-cluster.js";

const plan = await planCluster();
const groups = ["serving-spot", "serving-on-demand", "desks-on-demand", "lab-on-demand", "etl-on-demand"];
const gpuPools = groups.filter((name) => !name.startsWith("etl"));
const all = ["system-on-demand", ...groups].map((name) => `ai-${name}`);

describe("the node pools", () => {
  it("have limits for the pool as a whole, never per zone", () => {
    expect(inputs(plan, "ai-serving-spot")["autoscaling"]).toEqual({
      totalMinNodeCount: 0,
      totalMaxNodeCount: 6,
      locationPolicy: "ANY",
    });
    for (const name of all) {
      const autoscaling = inputs(plan, name)["autoscaling"] as object;
      expect(Object.keys(autoscaling)).not.toContain("maxNodeCount");
      expect(Object.keys(autoscaling)).not.toContain("minNodeCount");
    }
  });

  it("take GPUs and spot wherever they are, and spread the others", () => {
    const policies = all.map(
      (name) => (inputs(plan, name)["autoscaling"] as Record<string, unknown>)["locationPolicy"],
    );
    expect(policies).toEqual(["BALANCED", "ANY", "ANY", "ANY", "ANY", "BALANCED"]);
  });

  it("start with no more nodes than max over all zones", () => {
    expect(inputs(plan, "ai-system-on-demand")["initialNodeCount"]).toBe(1);
    expect(inputs(plan, "ai-desks-on-demand")).toMatchObject({
      initialNodeCount: 0,
      autoscaling: { totalMinNodeCount: 1 },
    });
  });

  it("have the GPU taint as their own, with the one of the ComputeClass where there is an order", () => {
    for (const name of gpuPools) {
      expect(nodeConfig(plan, `ai-${name}`)["taints"]).toContainEqual({
        key: "nvidia.com/gpu",
        value: "present",
        effect: "NO_SCHEDULE",
      });
    }
    expect(nodeConfig(plan, "ai-serving-spot")["taints"]).toHaveLength(2);
    expect(nodeConfig(plan, "ai-etl-on-demand")["taints"]).toEqual([]);
  });

  it("give whole GPUs with the driver that GKE installs", () => {
    expect(nodeConfig(plan, "ai-serving-spot")["guestAccelerators"]).toEqual([
      { type: "nvidia-l4", count: 1, gpuDriverInstallationConfig: { gpuDriverVersion: "DEFAULT" } },
    ]);
  });

  it("share GPUs in time by the pool's own fields", () => {
    expect(nodeConfig(plan, "ai-desks-on-demand")["guestAccelerators"]).toEqual([
      {
        type: "nvidia-tesla-t4",
        count: 1,
        gpuDriverInstallationConfig: { gpuDriverVersion: "DEFAULT" },
        gpuSharingConfig: { gpuSharingStrategy: "TIME_SHARING", maxSharedClientsPerGpu: 4 },
      },
    ]);
  });

  it("partition GPUs by the pool's own fields", () => {
    expect(nodeConfig(plan, "ai-lab-on-demand")["guestAccelerators"]).toEqual([
      {
        type: "nvidia-tesla-a100",
        count: 8,
        gpuDriverInstallationConfig: { gpuDriverVersion: "DEFAULT" },
        gpuPartitionSize: "1g.5gb",
      },
    ]);
  });

  it("do not give the labels that GKE sets itself", () => {
    const keys = Object.keys(nodeConfig(plan, "ai-serving-spot")["labels"] as object);
    expect(keys.filter((key) => key.startsWith("cloud.google.com/"))).toEqual(["cloud.google.com/compute-class"]);
    expect(keys).toContain("roadstead.dev/pool");
    expect(keys).not.toContain("roadstead.dev/device-plugin");
  });

  it("buy spot where the group says so, and nowhere else", () => {
    expect(groups.filter((name) => nodeConfig(plan, `ai-${name}`)["spot"])).toEqual(["serving-spot"]);
  });

  it("stream images and use gVNIC", () => {
    for (const name of all) {
      expect(nodeConfig(plan, name)).toMatchObject({ gcfsConfig: { enabled: true }, gvnic: { enabled: true } });
    }
  });

  it("upgrade GPU nodes without a spare one, which scarce GPUs would not give", () => {
    expect(inputs(plan, "ai-lab-on-demand")["upgradeSettings"]).toMatchObject({ maxSurge: 0, maxUnavailable: 1 });
    expect(inputs(plan, "ai-etl-on-demand")["upgradeSettings"]).toMatchObject({ maxSurge: 1, maxUnavailable: 0 });
  });

  it("leave to GKE what it changes, and stay replaceable", () => {
    const pool = child(plan, "ai-lab-on-demand");
    expect(pool.ignoreChanges).toContain("initialNodeCount");
    expect(pool.ignoreChanges).not.toContain("autoscaling");
    expect(pool.protect).toBe(false);
    expect(pool.deleteBeforeReplace ?? false).toBe(false);
  });

  it("are replaced delete-first where the factory says so", async () => {
    const own = await planCluster({ ...config, pools: { lab: { replace: "delete-first" } } });
    expect(child(own, "ai-lab-on-demand").deleteBeforeReplace).toBe(true);
    expect(child(own, "ai-serving-spot").deleteBeforeReplace ?? false).toBe(false);
  });

  it("have the local SSD of their type as scratch space", async () => {
    const pools: ClusterSpec["pools"] = {
      big: { accelerator: { model: "h100-80", gpusPerNode: 8 }, size: { min: 0, max: 1 } },
      cache: { node: { localNvme: true }, size: { min: 0, max: 1 } },
    };
    const own = await planCluster(config, { pools, tags });
    expect(nodeConfig(own, "ai-big-on-demand")["ephemeralStorageLocalSsdConfig"]).toEqual({ localSsdCount: 16 });
    expect(nodeConfig(own, "ai-cache-on-demand")["ephemeralStorageLocalSsdConfig"]).toEqual({ localSsdCount: 1 });
    expect(Object.keys(nodeConfig(plan, "ai-etl-on-demand"))).not.toContain("ephemeralStorageLocalSsdConfig");
  });

  it("do not get GKE's taint for Arm, which no other target has", async () => {
    const pools: ClusterSpec["pools"] = { arm: { node: { architecture: "arm64" }, size: { min: 0, max: 1 } } };
    const own = await planCluster(config, { pools, tags });
    expect(nodeConfig(own, "ai-arm-on-demand")["taintConfig"]).toEqual({ architectureTaintBehavior: "NONE" });
    expect(Object.keys(nodeConfig(own, "ai-system-on-demand"))).not.toContain("taintConfig");
  });

  it("are called what the layout calls them", () => {
    const names = gke(config)
      .layout(spec)
      .pools.flatMap((pool) => pool.groups.map(({ name }) => name));
    expect(all.map((name) => inputs(plan, name)["name"])).toEqual(names);
  });

  it("keep their machine type where the factory names one", async () => {
    const own = await planCluster({ ...config, pools: { serving: { machineType: "g2-standard-16" } } });
    expect(nodeConfig(own, "ai-serving-spot")["machineType"]).toBe("g2-standard-16");
    expect(nodeConfig(plan, "ai-serving-spot")["machineType"]).toBe("g2-standard-4");
  });
});
