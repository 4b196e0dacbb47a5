import { awsMachineTypes, gcpMachineTypes, gpus, type MachineType, refusedMachineType } from "@roadstead/core";
import { eks } from "@roadstead/eks";
import { describe, expect, it } from "vitest";
import { plainNodeGroupArgs } from "../../packages/eks/src/node-group-args.js";
import { benchSuite } from "../bench/bench-suite.js";
import { newCluster, tags } from "../unit/eks/planned-cluster.js";
import { ec2InstanceTypes, ec2Offerings, enumOf } from "./catalog-sources.js";
import { type AcceleratorRow, listedAccelerators, listedMachineTypes } from "./gcp-lists.js";

/** Rows that a source does not confirm, each with the reason. A list that is longer or shorter than the truth fails. */
type Exceptions = Readonly<Record<string, string>>;

const slice = "a slice of one GPU, which EC2 counts as none; the catalog refuses the type";
const gpuCountExceptions: Exceptions = {
  "g6f.large": slice,
  "g6f.xlarge": slice,
  "g6f.2xlarge": slice,
  "g6f.4xlarge": slice,
  "gr6f.4xlarge": slice,
};

const noListPrice =
  "EC2 offers it outside us-east-1 only, so no list price says what it costs; blocks have no list price";
const capacityExceptions: Exceptions = {
  "p5e.48xlarge on-demand": noListPrice,
  "p5e.48xlarge spot": noListPrice,
};

const notInList = "newer than the price list; named by Google's page of GPU machine types";
const gcpNameExceptions: Exceptions = {
  "a3-ultragpu-8g": notInList,
  "a4-highgpu-8g": notInList,
  "a4x-highgpu-4g": notInList,
  "a4x-maxgpu-4g-metal": notInList,
};

const fraction = "the list of accelerators leaves out fractions of a GPU; the catalog refuses the type";
const gcpGpuExceptions: Exceptions = {
  ...gcpNameExceptions,
  "g4-standard-6": fraction,
  "g4-standard-12": fraction,
  "g4-standard-24": fraction,
};

benchSuite("every machine type of EKS against EC2's own description of it", () => {
  const described = ec2InstanceTypes();
  const ec2 = awsMachineTypes.flatMap((type) => {
    const facts = described[type.name];
    return facts === undefined ? [] : [{ type, facts }];
  });

  it("is described, and EC2's API takes its name", () => {
    const names = new Set(enumOf("ec2", "InstanceType"));
    expect(awsMachineTypes.filter(({ name }) => described[name] === undefined)).toEqual([]);
    expect(awsMachineTypes.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  it("has its vCPUs, its memory and its architecture", () => {
    const architectures: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "arm64" };
    expect(
      ec2.map(({ type }) => [type.name, type.vcpu, type.memoryGib * 1024, [architectures[type.architecture]]]),
    ).toEqual(ec2.map(({ type, facts }) => [type.name, facts.vcpus, facts.memoryMib, facts.architectures]));
  });

  it("has its local disks, its EFA interfaces, and room for as many pods as its first card has addresses", () => {
    expect(ec2.map(({ type }) => [type.name, type.localNvmeGib, type.networkInterfaces, type.maxPods])).toEqual(
      ec2.map(({ type, facts }) => [
        type.name,
        Math.floor((facts.localStorageGb * 1e9) / 2 ** 30),
        facts.efaInterfaces,
        facts.interfacesOfFirstCard * (facts.ipv4PerInterface - 1) + 2,
      ]),
    );
  });

  it("has its number of GPUs", () => {
    const wrong = ec2.filter(({ type, facts }) => (type.gpu?.count ?? 0) !== (facts.gpus[0]?.count ?? 0));
    expectExceptions(
      wrong.map(({ type }) => type.name),
      gpuCountExceptions,
      5,
    );
    expect(ec2.filter(({ facts }) => facts.gpus.length > 1)).toEqual([]);
  });

  it("has its model of GPU, with the memory that is in the product's name", () => {
    const wrong = ec2.flatMap(
      ({
        type,
        facts: {
          gpus: [described],
        },
      }) => {
        if (type.gpu === undefined || described === undefined) return described === type.gpu ? [] : [type.name];
        const { product, memoryGib } = gpus[type.gpu.model];
        const words = product.toLowerCase().split(" ");
        // EC2 names the form of a board beside its model, and a slice has its part of the GPU's memory.
        const isNamed = `${described.manufacturer} ${described.name}`
          .toLowerCase()
          .split(" ")
          .every((word) => words.includes(word) || word === "server");
        const share = Math.min(1, type.gpu.count) * memoryGib * 1024;
        const isMemory = described.memoryMib <= share && described.memoryMib > share * 0.93;
        return isNamed && isMemory ? [] : [`${type.name}: ${product}, ${described.name} of ${described.memoryMib} MiB`];
      },
    );
    expect(wrong).toEqual([]);
  });

  it("is offered as EC2 offers it, and where its price was read", () => {
    const kinds = ["on-demand", "spot", "capacity-block"] as const;
    const offered = ec2.flatMap(({ type, facts }) =>
      kinds.filter((kind) => type.capacityKinds.includes(kind) && !facts.usageClasses.includes(kind)),
    );
    expect(offered).toEqual([]);
    const left = ec2.flatMap(({ type, facts }) =>
      kinds
        .filter((kind) => !type.capacityKinds.includes(kind) && facts.usageClasses.includes(kind))
        .map((kind) => `${type.name} ${kind}`),
    );
    expectExceptions(left, capacityExceptions, 2);

    const regions = ec2Offerings();
    const isIn = (region: string, name: string) =>
      Object.values(regions[region] ?? {}).some((offered) => offered.includes(name));
    expect(awsMachineTypes.filter(({ name }) => !Object.keys(regions).some((region) => isIn(region, name)))).toEqual(
      [],
    );
    expect(awsMachineTypes.filter(({ name, price }) => price && !isIn(price.region, name))).toEqual([]);
  });

  it("is there, of every type with an NVIDIA GPU that EC2 still offers", () => {
    const names = new Set(awsMachineTypes.map(({ name }) => name));
    const nvidia = Object.entries(described).filter(([, { gpus }]) =>
      gpus.some((gpu) => gpu.manufacturer === "NVIDIA"),
    );
    expect(nvidia.map(([name]) => name).filter((name) => !names.has(name))).toEqual([]);
    const unexplained = enumOf("ec2", "InstanceType").filter(
      (name) => /^(p|g)\d/.test(name) && !names.has(name) && refusedMachineType(name) === undefined,
    );
    expect([...new Set(unexplained.map((name) => name.split(".")[0]))].sort()).toEqual(retiredFamilies);
  });
});

/** In the API's list of names for ever, and offered nowhere any more. */
const retiredFamilies = ["g2", "g3", "g3s", "p2", "p3"];

benchSuite("node groups of every machine type against botocore's model of EKS", () => {
  const described = ec2InstanceTypes();
  const usable = awsMachineTypes.filter(
    ({ refused, capacityKinds }) => refused === undefined && capacityKinds.includes("on-demand"),
  );
  const groups = usable.flatMap((type) =>
    (["on-demand", "spot"] as const).map((kind) => ({ type, args: nodeGroupArgs(type, kind) })),
  );

  it("have an image of EKS, for the type's own architecture and its GPUs", () => {
    const images = new Set(enumOf("eks", "AMITypes"));
    const wrong = groups.filter(({ type, args: { amiType = "" } }) => {
      const isArm = described[type.name]?.architectures.includes("arm64") === true;
      return (
        !images.has(amiType) || amiType.includes("_ARM_64_") !== isArm || amiType.endsWith("NVIDIA") !== !!type.gpu
      );
    });
    expect(wrong.map(({ type, args }) => `${type.name}: ${args.amiType}`)).toEqual([]);
  });

  it("spell capacity, taints and the way of updating as EKS does", () => {
    const used = (values: readonly unknown[]) => [...new Set(values)].sort();
    expect(enumOf("eks", "CapacityTypes")).toEqual(
      expect.arrayContaining(used(groups.map(({ args }) => args.capacityType))),
    );
    expect([...enumOf("eks", "TaintEffect")].sort()).toEqual(
      used(groups.flatMap(({ args }) => args.taints.map(({ effect }) => effect))),
    );
    expect(enumOf("eks", "NodegroupUpdateStrategies")).toEqual(
      expect.arrayContaining(used(groups.map(({ args }) => args.updateConfig.updateStrategy))),
    );
  });
});

describe("every machine type of GKE against what others list", () => {
  it("is named there", () => {
    const unknown = gcpMachineTypes.filter(({ name }) => !listedMachineTypes.has(name));
    expectExceptions(
      unknown.map(({ name }) => name),
      gcpNameExceptions,
      4,
    );
  });

  it("has the number of vCPUs or of GPUs that its name says", () => {
    const wrong = gcpMachineTypes.filter(({ name, vcpu, gpu }) => {
      const [, count, unit] = /-(\d+)(g?)(-lssd|-metal)?$/.exec(name) ?? [];
      return Number(count) !== (unit === "g" ? gpu?.count : vcpu);
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it("has the GPUs, vCPUs and memory that the list of accelerators says", () => {
    const rows = new Map(listedAccelerators.map((row) => [row[0], row]));
    const built = gcpMachineTypes.filter((type) => type.gpu !== undefined && type.gpuAttached === undefined);
    const unknown = built.filter(({ name }) => !rows.has(name));
    expectExceptions(
      unknown.map(({ name }) => name),
      gcpGpuExceptions,
      7,
    );
    const known = built.filter(({ name }) => rows.has(name));
    expect(known.map(figures)).toEqual(known.map(({ name }) => rows.get(name)));
    expect(known).toHaveLength(listedAccelerators.length);
  });

  it("has the memory for each vCPU that the others of its family have", () => {
    const byFamily = new Map<string, Set<number>>();
    for (const { name, gpu, gpuAttached, vcpu, memoryGib } of gcpMachineTypes) {
      if (gpu !== undefined && gpuAttached === undefined) continue;
      const family = name.replace(/-\d+/, "");
      byFamily.set(family, (byFamily.get(family) ?? new Set()).add(memoryGib / vcpu));
    }
    const several = [...byFamily].filter(([, ratios]) => ratios.size > 1);
    expect(several).toEqual([["n2-highmem", new Set([8, n2Highmem128])]]);
  });
});
/** 864 GiB: Google sells the largest with less than the others have. Its price shows that it is so. */
const n2Highmem128 = 864 / 128;

function expectExceptions(found: readonly string[], exceptions: Exceptions, atMost: number): void {
  expect([...found].sort()).toEqual(Object.keys(exceptions).sort());
  expect(found.length).toBeLessThanOrEqual(atMost);
}

function nodeGroupArgs({ name, gpu, architecture }: MachineType, kind: "on-demand" | "spot") {
  const config = { ...newCluster, pools: { pool: { machineType: name } } };
  const layout = eks<"pool">(config).layout({
    pools: {
      pool: {
        ...(gpu === undefined ? {} : { accelerator: { model: gpu.model, gpusPerNode: gpu.count } }),
        node: { architecture },
        size: { min: 0, max: 2 },
        capacity: [{ kind }],
        taints: [
          { key: "example.com/drain", effect: "NoExecute" },
          { key: "example.com/rather-not", effect: "PreferNoSchedule" },
        ],
      },
    },
    tags,
  });
  const pool = layout.pools.find((candidate) => candidate.name === "pool");
  const [group] = pool?.groups ?? [];
  if (pool === undefined || group === undefined) throw new Error(`no node group of ${name}`);
  return plainNodeGroupArgs({ pool, group, override: {} }, config);
}

/** A row of the catalog as the list of accelerators has it. */
function figures({ name, gkeAccelerator = "", gpu, vcpu, memoryGib }: MachineType): AcceleratorRow {
  const accelerator = gkeAccelerator.replace(/^nvidia-(tesla-)?/, "");
  const listName = { a100: "a100-40gb", "h100-mega-80gb": "h100-80gb-mega" }[accelerator] ?? accelerator;
  const memoryMib = gpu === undefined ? 0 : gpus[gpu.model].memoryGib * 1024;
  return [name, listName, gpu?.count ?? 0, memoryMib, vcpu, memoryGib];
}
