import {
  type Accelerator,
  type ClusterSpec,
  type GpuPool,
  type LayoutOptions,
  type MachineType,
  labels,
  layoutPools,
} from "@roadstead/core";
import { describe, expect, it } from "vitest";
import { eksLike, gkeLike, ownedLike } from "../../../corpus/fixtures.js";
import { plainOptions } from "../../../property/layout-options.js";

const tags = { owner: "ml-platform", costCenter: "4711", environment: "dev" };
const l4: Accelerator = { model: "l4", gpusPerNode: 1 };
const onAws = plainOptions(eksLike);
const onGoogle = plainOptions(gkeLike);
const owned = plainOptions(ownedLike);

function serving(pool: Partial<GpuPool> = {}): ClusterSpec {
  return { pools: { serving: { accelerator: l4, size: { min: 0, max: 8 }, ...pool } }, tags };
}

function pool(spec: ClusterSpec, options: LayoutOptions, name = "serving") {
  const found = layoutPools(spec, options).pools.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no pool ${name}`);
  return found;
}

function notes(spec: ClusterSpec, options: LayoutOptions) {
  return layoutPools(spec, options).notes.map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

describe("the machine type", () => {
  it("is the cheapest that fits, with the next cheapest beside it", () => {
    const { machineType, runnerUp } = pool(serving(), onAws);
    expect(machineType).toMatchObject({ name: "g6.xlarge", vcpu: 4, memoryGib: 16 });
    expect(machineType?.price).toMatchObject({ onDemandUsdPerHour: 0.8048, region: "us-east-1" });
    expect(runnerUp?.name).toBe("g6.2xlarge");
  });

  it("has what the node must have", () => {
    expect(pool(serving({ node: { minVcpu: 6 } }), onAws).machineType?.name).toBe("g6.2xlarge");
    expect(pool(serving({ node: { minMemoryGib: 100 } }), onAws).machineType?.name).toBe("gr6.4xlarge");
  });

  it("is chosen by the price of the kind that comes first", () => {
    const h100: Partial<GpuPool> = { accelerator: { model: "h100-80", gpusPerNode: 8 } };
    expect(pool(serving(h100), onGoogle).machineType?.name).toBe("a3-highgpu-8g");
    expect(pool(serving({ ...h100, capacity: [{ kind: "spot" }] }), onGoogle).machineType?.name).toBe("a3-megagpu-8g");
  });

  describe("of two that cost the same", () => {
    const type = (name: string, vcpu: number, onDemandUsdPerHour?: number): MachineType => ({
      name,
      vcpu,
      memoryGib: 4 * vcpu,
      architecture: "amd64",
      localNvmeGib: 0,
      networkInterfaces: 0,
      allocatable: { cpuMillicores: 1000 * vcpu, memoryMib: 4000 * vcpu },
      capacityKinds: ["on-demand"],
      source: "made up",
      ...(onDemandUsdPerHour && {
        price: { onDemandUsdPerHour, region: "here", readOn: "2026-01-01", source: "made up" },
      }),
    });
    const choice = (...machineTypes: readonly MachineType[]) => {
      const spec: ClusterSpec = { pools: { web: { node: {}, size: { min: 0, max: 1 } } }, tags };
      const { machineType, runnerUp } = pool(
        spec,
        { ...owned, capabilities: { ...eksLike, systemPool: false, machineTypes } },
        "web",
      );
      return [machineType?.name, runnerUp?.name];
    };

    it("is the first by name", () => {
      expect(choice(type("b-small", 2, 1), type("a-large", 8, 1))).toEqual(["a-large", "b-small"]);
    });

    it("is the smaller where neither has a price, and comes after those that have one", () => {
      expect(choice(type("a-large", 8), type("b-small", 2))).toEqual(["b-small", "a-large"]);
      expect(choice(type("a-small", 2), type("b-large", 64, 100))).toEqual(["b-large", "a-small"]);
    });
  });

  it("can be had in every kind of the pool", () => {
    const one: Partial<GpuPool> = { accelerator: { model: "h100-80", gpusPerNode: 1 }, capacity: [{ kind: "spot" }] };
    expect(pool(serving(one), onGoogle).machineType?.name).toBe("a3-highgpu-1g");
  });

  it("is the one that the factory names, without a runner-up", () => {
    const named = pool(serving(), { ...onAws, machineTypes: { serving: "g6.8xlarge" } });
    expect(named.machineType?.name).toBe("g6.8xlarge");
    expect(named).not.toHaveProperty("runnerUp");
  });

  it("is not taken from the methods of an object for a pool named like one", () => {
    const spec = { pools: { constructor: { accelerator: l4, size: { min: 0, max: 1 } } }, tags };
    expect(pool(spec, { ...onAws, machineTypes: {} }, "constructor").machineType?.name).toBe("g6.xlarge");
  });

  it("decides the architecture and what Kubernetes can hand out", () => {
    const { architecture, allocatable } = pool(serving({ accelerator: { model: "t4g", gpusPerNode: 2 } }), onAws);
    expect(architecture).toBe("arm64");
    expect(allocatable).toEqual({ gpu: 2, cpuMillicores: 63770, memoryMib: 112720 });
  });

  it("is none for owned nodes, whose CPU and memory are not known", () => {
    const layout = pool(serving(), owned);
    expect(layout).not.toHaveProperty("machineType");
    expect(layout).not.toHaveProperty("diskGib");
    expect(layout.allocatable).toEqual({ gpu: 1 });
  });

  it("is missed with an error when the spec was not validated", () => {
    expect(() => pool(serving({ node: { minVcpu: 1000 } }), onAws)).toThrow(/pools\.serving: no machine type fits/);
  });
});

describe("local disks", () => {
  it("come with EC2 machines that have some", () => {
    expect(pool(serving(), onAws).localNvmeGib).toBe(232);
  });

  it("are none on machines without", () => {
    expect(pool(serving({ accelerator: { model: "t4g", gpusPerNode: 1 } }), onAws)).not.toHaveProperty("localNvmeGib");
  });

  it("are asked for on Google Cloud, where they cost", () => {
    expect(pool(serving(), onGoogle)).not.toHaveProperty("localNvmeGib");
    expect(pool(serving({ node: { localNvme: true } }), onGoogle).localNvmeGib).toBe(375);
  });
});

describe("what a node advertises", () => {
  const a100 = (sharing: Extract<Accelerator, { model: "a100-40" }>["sharing"]): Partial<GpuPool> => ({
    accelerator: { model: "a100-40", gpusPerNode: 8, ...(sharing && { sharing }) },
  });

  it("is 56 for eight A100 cut into 1g.5gb", () => {
    expect(pool(serving(a100({ mode: "mig", profile: "1g.5gb" })), onAws).allocatable.gpu).toBe(56);
  });

  it("is one per GPU for the instance with media engines", () => {
    expect(pool(serving(a100({ mode: "mig", profile: "1g.5gb+me" })), onAws).allocatable.gpu).toBe(8);
  });

  it("is each GPU as often as pods share it", () => {
    expect(pool(serving(a100({ mode: "time-slicing", replicas: 4 })), onAws).allocatable.gpu).toBe(32);
  });

  it("is whole GPUs without sharing", () => {
    expect(pool(serving(a100(undefined)), onAws).allocatable.gpu).toBe(8);
  });
});

describe("groups", () => {
  const both: Partial<GpuPool> = {
    size: { min: 2, max: 8 },
    capacity: [
      { kind: "spot", maxNodes: 6 },
      { kind: "on-demand", maxNodes: 2 },
    ],
  };

  it("are one per kind, in order, and the first has the min", () => {
    const { groups, capacityOrder } = pool(serving(both), onAws);
    expect(groups.map(({ key, size }) => [key, size])).toEqual([
      ["spot", { min: 2, max: 6 }],
      ["on-demand", { min: 0, max: 2 }],
    ]);
    expect(groups.map((group) => group.labels[labels.capacity])).toEqual(["spot", "on-demand"]);
    expect(capacityOrder).toBe("priority expander");
  });

  it("have no order to carry out where there is one", () => {
    expect(pool(serving(), onAws)).not.toHaveProperty("capacityOrder");
    expect(notes(serving(), onAws)).toEqual([]);
  });

  it("are one of owned nodes, however they were preferred", () => {
    const { groups } = pool(serving(both), owned);
    expect(groups.map(({ key, capacity, size }) => [key, capacity, size])).toEqual([
      ["owned", "owned", { min: 2, max: 8 }],
    ]);
  });

  it("leave out a kind that the target never has, and its nodes", () => {
    const capacity: GpuPool["capacity"] = [
      { kind: "flex-start", maxNodes: 6 },
      { kind: "on-demand", maxNodes: 2 },
    ];
    const spec = serving({ size: { min: 1, max: 8 }, capacity });
    expect(pool(spec, onAws).size).toEqual({ min: 1, max: 2 });
    expect(pool(spec, onAws).groups.map(({ key }) => key)).toEqual(["on-demand"]);
    expect(notes(spec, onAws)).toContain(
      "capacity-skipped pools.serving.capacity[0]: eks has no flex-start nodes: " +
        "this preference is skipped, and the pool has at most 2 nodes",
    );
    expect(notes(spec, owned)).toContain(
      "capacity-skipped pools.serving.capacity[0]: k3s has no flex-start nodes: " +
        "this preference is skipped, and the nodes that you own are used",
    );
  });

  it("come in any order where nothing carries it out, and the plan says so", () => {
    const { capacityOrder: _priority, ...unordered } = eksLike;
    const options = { ...onAws, capabilities: unordered };
    expect(pool(serving(both), options)).not.toHaveProperty("capacityOrder");
    expect(notes(serving(both), options)).toContain(
      "any-order pools.serving.capacity: nothing carries out the order: nodes come in any order",
    );
  });
});

describe("defaults", () => {
  const spec: ClusterSpec = {
    pools: { gpu: { accelerator: l4, size: { min: 0, max: 1 } }, cpu: { node: {}, size: { min: 0, max: 1 } } },
    tags,
  };

  it("are a system pool of two on-demand nodes of 4 vCPU and 16 GiB, first", () => {
    const [system] = layoutPools(spec, onAws).pools;
    expect(system).toMatchObject({
      name: "system",
      kind: "system",
      size: { min: 2, max: 2 },
      taints: [],
      diskGib: 100,
    });
    expect(system?.machineType).toMatchObject({ vcpu: 4, memoryGib: 16 });
    expect(system?.groups.map(({ capacity }) => capacity)).toEqual(["on-demand"]);
  });

  it("are on-demand nodes with a disk of 100 GiB, and 200 GiB with GPUs", () => {
    expect(pool(spec, onAws, "cpu")).toMatchObject({ diskGib: 100, groups: [{ capacity: "on-demand" }] });
    expect(pool(spec, onAws, "gpu")).toMatchObject({ diskGib: 200, groups: [{ capacity: "on-demand" }] });
  });

  it("give no system pool to a cluster that exists already", () => {
    expect(layoutPools(spec, owned).pools.map(({ name }) => name)).toEqual(["gpu", "cpu"]);
  });
});

describe("labels and owners", () => {
  it("mark the nodes on which Roadstead's own software must run", () => {
    expect(pool(serving(), onAws).labels).toEqual({
      "roadstead.dev/pool": "serving",
      "roadstead.dev/accelerator": "l4",
      "roadstead.dev/sharing": "exclusive",
      "nvidia.com/gpu.present": "true",
      "roadstead.dev/device-plugin": "roadstead",
      "nvidia.com/device-plugin.config": "serving",
      "roadstead.dev/gpu-metrics": "roadstead",
      "example.com/native": "serving",
    });
  });

  it("mark none where the provider runs it", () => {
    const managed: LayoutOptions = {
      ...onGoogle,
      gpuStack: () => ({
        driver: "provider",
        toolkit: "provider",
        devicePlugin: "provider",
        sharingConfig: "provider",
      }),
      nativeLabels: () => ({}),
    };
    expect(Object.keys(pool(serving(), managed).labels)).toEqual([
      "roadstead.dev/pool",
      "roadstead.dev/accelerator",
      "roadstead.dev/sharing",
      "nvidia.com/gpu.present",
    ]);
  });

  it("leave out metrics that are turned off", () => {
    const off = pool({ ...serving(), gpuMetrics: { enabled: false } }, onAws);
    expect(off.gpuStack).not.toHaveProperty("metrics");
    expect(off.labels).not.toHaveProperty(labels.gpuMetrics);
  });

  it("put the GPU taint first, then the target's, then the user's", () => {
    const spec = serving({
      capacity: [
        { kind: "spot", maxNodes: 6 },
        { kind: "on-demand", maxNodes: 2 },
      ],
      taints: [{ key: "team", value: "vision", effect: "NoSchedule" }],
    });
    expect(pool(spec, onGoogle).taints.map(({ key }) => key)).toEqual(["nvidia.com/gpu", "example.com/native", "team"]);
  });

  it("let a group see all labels and taints of its pool", () => {
    const seen: string[] = [];
    const options: LayoutOptions = {
      ...onAws,
      group: (choice, group) => {
        seen.push(...Object.keys(choice.labels));
        return onAws.group(choice, group);
      },
    };
    pool(serving({ labels: { team: "vision" } }), options);
    expect(seen).toEqual(expect.arrayContaining(["team", "example.com/native", labels.devicePlugin]));
  });

  it("give a runtime class to GPU pools only", () => {
    const spec: ClusterSpec = { pools: { ...serving().pools, web: { node: {}, size: { min: 1, max: 1 } } }, tags };
    const options = { ...owned, runtimeClassName: "nvidia" };
    expect(pool(spec, options).runtimeClassName).toBe("nvidia");
    expect(pool(spec, options, "web")).not.toHaveProperty("runtimeClassName");
  });
});

describe("notes", () => {
  it("say that a version is past its support on the day that is given", () => {
    const spec = { ...serving(), kubernetesVersion: "1.35" };
    expect(notes(spec, { ...onAws, asOf: "2027-03-26" })).toEqual([]);
    expect(notes(spec, { ...onAws, asOf: "2027-03-27" })).toEqual([
      "version-past-support kubernetesVersion: standard support of 1.35 ended on 2027-03-27",
    ]);
  });

  it("say what a cluster that exists already ignores", () => {
    const spec: ClusterSpec = {
      ...serving({ node: { minVcpu: 8 } }),
      kubernetesVersion: "1.36",
      systemPool: { size: { min: 1, max: 1 } },
    };
    expect(notes(spec, owned)).toEqual([
      "system-pool-ignored systemPool: k3s makes no system pool",
      "version-ignored kubernetesVersion: the cluster exists already and keeps its version",
      "node-not-checked pools.serving.node: the nodes exist already; what is asked of them is not checked",
    ]);
  });

  it("say that a machine has no list price", () => {
    const spec = serving({ accelerator: { model: "b200", gpusPerNode: 8 }, capacity: [{ kind: "spot" }] });
    expect(notes(spec, onGoogle)).toEqual(["unpriced pools.serving: a4-highgpu-8g has no list price"]);
  });

  it("say that prices of another region decided", () => {
    expect(notes(serving(), { ...onAws, region: "eu-west-1" })).toEqual([
      "price-region pools: machine types were chosen by the list prices of us-east-1, not of eu-west-1",
    ]);
  });
});
