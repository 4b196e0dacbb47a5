import * as pulumi from "@pulumi/pulumi";
import type { ClusterLayout, ClusterSpec, PoolLayout } from "@roadstead/core";
import { type EksConfig, eks } from "@roadstead/eks";
import { describe, expect, it } from "vitest";
import { newCluster, spec, tags } from "./planned-cluster.js";

const layoutOf = (config: object = {}, of: ClusterSpec = spec): ClusterLayout =>
  eks({ ...newCluster, ...config } as EksConfig).layout(of);

function poolOf(layout: ClusterLayout, name: string): PoolLayout {
  const pool = layout.pools.find((candidate) => candidate.name === name);
  if (pool === undefined) throw new Error(`no pool ${name}`);
  return pool;
}

/** Physical name of the only group of a pool of L4 nodes that is changed so. */
function nameOf(pool: object, config: object = {}): string {
  const base = { accelerator: { model: "l4", gpusPerNode: 1 }, size: { min: 0, max: 8 } };
  const layout = layoutOf(config, { pools: { serving: { ...base, ...pool } }, tags } as ClusterSpec);
  return poolOf(layout, "serving").groups[0]?.name ?? "";
}

describe("layout on EKS", () => {
  it("has a system pool in front, in all zones of the network", () => {
    const { pools } = layoutOf();
    expect(pools.map(({ name }) => name)).toEqual(["system", "serving", "lab", "arm", "etl"]);
    expect(pools[0]?.groups[0]?.zones).toEqual(["us-east-1a", "us-east-1b"]);
  });

  it("takes the node image by GPU and architecture", () => {
    const images = Object.fromEntries(layoutOf().pools.map(({ name, groups }) => [name, groups[0]?.image]));
    expect(images).toEqual({
      system: "AL2023_x86_64_STANDARD",
      serving: "AL2023_x86_64_NVIDIA",
      lab: "AL2023_x86_64_NVIDIA",
      arm: "AL2023_ARM_64_NVIDIA",
      etl: "AL2023_x86_64_STANDARD",
    });
  });

  it("runs Arm nodes without GPUs on the Arm image", () => {
    const graviton = { pools: { etl: { node: { architecture: "arm64" }, size: { min: 0, max: 1 } } }, tags } as const;
    expect(poolOf(layoutOf({}, graviton), "etl").groups[0]?.image).toBe("AL2023_ARM_64_STANDARD");
  });

  it("owns the device plugin, the sharing config and MIG; the image has driver and toolkit", () => {
    expect(poolOf(layoutOf(), "lab").gpuStack).toEqual({
      driver: "image",
      toolkit: "image",
      devicePlugin: "roadstead",
      sharingConfig: "roadstead",
      mig: "roadstead",
      metrics: "roadstead",
    });
    expect(poolOf(layoutOf(), "serving").runtimeClassName).toBeUndefined();
  });

  it("labels GPU nodes as Cluster Autoscaler knows them", () => {
    expect(poolOf(layoutOf(), "arm").labels).toMatchObject({ "k8s.amazonaws.com/accelerator": "nvidia-t4g" });
    expect(poolOf(layoutOf(), "etl").labels).not.toHaveProperty("k8s.amazonaws.com/accelerator");
  });

  it("takes the factory's machine type and zones", () => {
    const pools = { serving: { machineType: "g6.4xlarge", zones: ["us-east-1b"], replace: "delete-first" } };
    const { groups, machineType } = poolOf(layoutOf({ pools }), "serving");
    expect(machineType?.name).toBe("g6.4xlarge");
    expect(groups.map(({ zones, replace }) => [zones, replace])).toEqual([
      [["us-east-1b"], "delete-first"],
      [["us-east-1b"], "delete-first"],
    ]);
  });
});

describe("the name of a node group", () => {
  const base = nameOf({});

  it("is pool, capacity and a hash, at most 63 characters", () => {
    expect(base).toMatch(/^serving-on-demand-[a-z][a-z0-9]{7}$/);
    const long = { pools: { ["p".repeat(24)]: spec.pools.serving }, tags } as ClusterSpec;
    for (const { name } of layoutOf({}, long).pools.flatMap(({ groups }) => groups)) {
      expect(name.length).toBeLessThanOrEqual(63);
    }
  });

  it.each([
    ["another size", { size: { min: 1, max: 4 } }, {}],
    ["labels and taints", { labels: { a: "b" }, taints: [{ key: "a", effect: "NoSchedule" }] }, {}],
    ["a larger disk", { node: { diskGib: 400 } }, {}],
    [
      "time slicing",
      { accelerator: { model: "l4", gpusPerNode: 1, sharing: { mode: "time-slicing", replicas: 4 } } },
      {},
    ],
    ["tags", {}, { tags: { a: "b" } }],
    ["another way to replace", {}, { pools: { serving: { replace: "delete-first" } } }],
    ["zones in another order", {}, { network: { create: { zones: ["us-east-1b", "us-east-1a"] } } }],
  ])("stays with %s, which EKS changes in place", (_, pool, config) => {
    expect(nameOf(pool, config)).toBe(base);
  });

  it.each([
    ["another machine type", {}, { pools: { serving: { machineType: "g6.4xlarge" } } }],
    ["other zones", {}, { pools: { serving: { zones: ["us-east-1a"] } } }],
    ["another block of addresses", {}, { network: { create: { ...newCluster.network.create, cidr: "10.8.0.0/16" } } }],
    ["spot", { capacity: [{ kind: "spot" }] }, {}],
    ["another path of the node role", {}, { iam: { path: "/ml/" } }],
    ["a node role of the user's", {}, { iam: { roles: { node: "arn:aws:iam::111122223333:role/node" } } }],
    ["a node role that only an Output knows", {}, { iam: { roles: { node: pulumi.output("later") } } }],
  ])("changes with %s, which EKS cannot change", (_, pool, config) => {
    expect(nameOf(pool, config)).not.toBe(base);
  });

  it("changes with the MIG profile: a roll-out would have nodes of both kinds under one label", () => {
    const mig = (profile: string) => ({
      accelerator: { model: "a100-40", gpusPerNode: 8, sharing: { mode: "mig", profile } },
    });
    expect(nameOf(mig("1g.5gb"))).not.toBe(nameOf(mig("3g.20gb")));
  });
});

describe("notes on EKS", () => {
  const codes = (config: object) => layoutOf(config).notes.map(({ code }) => code);

  it("lists every transform in use, and no other", () => {
    const transform = {
      nodeGroup: (args: unknown) => args,
      vpc: undefined,
      gpuSoftware: { devicePlugin: (args: unknown) => args },
    };
    const paths = layoutOf({ transform }).notes.filter(({ code }) => code === "transform-used");
    expect(paths.map(({ path }) => path)).toEqual([
      "eks.transform.nodeGroup",
      "eks.transform.gpuSoftware.devicePlugin",
    ]);
  });

  it("says what the nodes of a closed network must reach", () => {
    const subnets = [{ id: "subnet-0123456789abcdef0", zone: "us-east-1a" }];
    const network = { subnets, egress: "none" };
    const note = layoutOf({ network, images: { mirror: "registry.example.com" } }).notes.find(
      ({ path }) => path === "eks.network",
    );
    expect(note?.message).toBe(
      "from the nodes: registry.example.com; VPC endpoints for ecr.api, ecr.dkr, s3, ec2, sts, logs, eks, eks-auth, autoscaling",
    );
  });

  it("says where a private endpoint is reached from", () => {
    const access = { ...newCluster.access, endpoint: "private" };
    expect(layoutOf({ access }).notes.find(({ code }) => code === "must-reach")?.message).toContain("inside the VPC");
  });

  it("warns of one NAT gateway, of pools that nobody scales, of sizes that need a refresh", () => {
    expect(codes({})).toContain("nat-one-zone");
    expect(codes({ network: { create: { ...newCluster.network.create, nat: "per-zone" } } })).not.toContain(
      "nat-one-zone",
    );
    expect(codes({ autoscaler: "user" })).toContain("autoscaler-user");
    expect(codes({})).toContain("resize-with-refresh");
    const ceiling = { ceiling: 16 };
    const capped = { pools: { serving: ceiling, lab: ceiling, arm: ceiling }, system: ceiling };
    const elastic = { ...spec, systemPool: { size: { min: 2, max: 4 } } };
    expect(layoutOf(capped, elastic).notes.map(({ code }) => code)).not.toContain("resize-with-refresh");
  });

  it("warns that EKS upgrades a version past its standard support by itself", () => {
    const codesOf = (kubernetesVersion: string) =>
      layoutOf({}, { ...spec, kubernetesVersion }).notes.map((n) => n.code);
    expect(codesOf("1.33")).toContain("version-auto-upgraded");
    expect(codesOf("1.36")).not.toContain("version-auto-upgraded");
  });
});
