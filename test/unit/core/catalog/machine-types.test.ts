import { awsMachineTypes, gcpMachineTypes, gpus } from "@roadstead/core";
import type { MachineType } from "@roadstead/core";
import { describe, expect, it } from "vitest";

const key = ({ name, gpu, gpuAttached }: MachineType): string =>
  gpuAttached && gpu ? `${name} with ${gpu.count} ${gpu.model}` : name;

function find(table: readonly MachineType[], name: string): MachineType {
  const type = table.find((row) => key(row) === name);
  if (!type) throw new Error(`no row ${name}`);
  return type;
}

describe.each([
  ["EKS", awsMachineTypes],
  ["GKE", gcpMachineTypes],
])("machine types of %s", (_, table) => {
  it("name each row once", () => {
    const keys = table.map(key);
    expect(keys.filter((name, index) => keys.indexOf(name) !== index)).toEqual([]);
  });

  it.each(table.map((type) => [key(type), type] as const))("%s is sound", (_key, type) => {
    expect(type.vcpu).toBeGreaterThan(0);
    expect(type.memoryGib).toBeGreaterThan(0);
    expect(type.allocatable.cpuMillicores).toBeGreaterThan(0);
    expect(type.allocatable.cpuMillicores).toBeLessThan(type.vcpu * 1000);
    expect(type.allocatable.memoryMib).toBeGreaterThan(0);
    expect(type.allocatable.memoryMib).toBeLessThan(type.memoryGib * 1024);
    expect(type.localNvmeGib).toBeGreaterThanOrEqual(0);
    expect(type.capacityKinds.length).toBeGreaterThan(0);
    expect(new Set(type.capacityKinds).size).toBe(type.capacityKinds.length);
    expect(type.source).not.toBe("");
    if (type.gpu) {
      expect(gpus).toHaveProperty([type.gpu.model]);
      expect(type.gpu.count).toBeGreaterThan(0);
    }
    if (type.price) {
      expect(type.price.onDemandUsdPerHour).toBeGreaterThan(0);
      expect(type.price.region).toMatch(/^[a-z]+-[a-z]+-?\d$/);
      expect(type.price.readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(type.price.source).not.toBe("");
    }
    if (type.price?.spotUsdPerHour !== undefined) {
      expect(type.price.spotUsdPerHour).toBeGreaterThan(0);
      expect(type.price.spotUsdPerHour).toBeLessThan(type.price.onDemandUsdPerHour ?? 0);
    }
    if (type.regions && type.price) expect(type.regions).toContain(type.price.region);
    if (type.regions) expect(type.regions).toEqual([...type.regions].sort());
  });

  it("hold fractions of a GPU only as refused rows", () => {
    const usable = table.filter((type) => type.gpu && type.gpu.count % 1 !== 0 && type.refused === undefined);
    expect(usable.map(key)).toEqual([]);
  });

  it("leave a price out only where nothing is sold on demand or the GPU is attached", () => {
    const unpriced = table.filter(
      (type) => !type.price && type.capacityKinds.includes("on-demand") && !type.gpuAttached,
    );
    expect(unpriced.map(key)).toEqual([]);
  });

  it("offer CPU types of both architectures", () => {
    const architectures = new Set(table.filter((type) => !type.gpu).map((type) => type.architecture));
    expect([...architectures].sort()).toEqual(["amd64", "arm64"]);
  });
});

describe("rows checked by hand", () => {
  it("p4d.24xlarge: 8 A100 40GB, 4 EFA, 8 TB of NVMe, sold in blocks too", () => {
    expect(find(awsMachineTypes, "p4d.24xlarge")).toMatchObject({
      gpu: { model: "a100-40", count: 8 },
      vcpu: 96,
      memoryGib: 1152,
      architecture: "amd64",
      localNvmeGib: 7450,
      networkInterfaces: 4,
      allocatable: { cpuMillicores: 95690, memoryMib: 1082712 },
      maxPods: 737,
      capacityKinds: ["on-demand", "spot", "reserved", "capacity-block"],
      price: { onDemandUsdPerHour: 21.957642, region: "us-east-1", readOn: "2026-07-20" },
    });
  });

  it("g6.2xlarge: one L4, no EFA", () => {
    const type = find(awsMachineTypes, "g6.2xlarge");
    expect(type).toMatchObject({ gpu: { model: "l4", count: 1 }, vcpu: 8, memoryGib: 32, networkInterfaces: 0 });
    expect(type.price?.onDemandUsdPerHour).toBe(0.9776);
    expect(type.refused).toBeUndefined();
  });

  it("p5e.48xlarge: capacity blocks only, without a list price", () => {
    const type = find(awsMachineTypes, "p5e.48xlarge");
    expect(type.capacityKinds).toEqual(["capacity-block"]);
    expect(type.price).toBeUndefined();
  });

  it("g5g.xlarge: an Arm host without NVMe", () => {
    expect(find(awsMachineTypes, "g5g.xlarge")).toMatchObject({ architecture: "arm64", localNvmeGib: 0 });
  });

  it("a2-highgpu-8g: 8 A100 40GB under GKE's older accelerator name", () => {
    expect(find(gcpMachineTypes, "a2-highgpu-8g")).toMatchObject({
      gpu: { model: "a100-40", count: 8 },
      gkeAccelerator: "nvidia-tesla-a100",
      vcpu: 96,
      memoryGib: 680,
      localSsdCount: 8,
      localSsdOptional: true,
      allocatable: { cpuMillicores: 95690, memoryMib: 675371 },
      price: { onDemandUsdPerHour: 29.38708, spotUsdPerHour: 15.42416, region: "us-central1" },
    });
  });

  it("a3-highgpu-1g, 2g and 4g: Spot and Flex-start only", () => {
    for (const name of ["a3-highgpu-1g", "a3-highgpu-2g", "a3-highgpu-4g"]) {
      expect(find(gcpMachineTypes, name).capacityKinds).toEqual(["spot", "flex-start"]);
    }
    expect(find(gcpMachineTypes, "a3-highgpu-1g")).toMatchObject({ localNvmeGib: 750, networkInterfaces: 0 });
  });

  it("a3-megagpu-8g: its own accelerator name, priced where us-central1 lacks it", () => {
    expect(find(gcpMachineTypes, "a3-megagpu-8g")).toMatchObject({
      gpu: { model: "h100-80", count: 8 },
      gkeAccelerator: "nvidia-h100-mega-80gb",
      networkInterfaces: 8,
      price: { region: "us-east4" },
    });
  });

  it("a2-ultragpu-1g: the 80 GB accelerator name, with its SSD included", () => {
    const type = find(gcpMachineTypes, "a2-ultragpu-1g");
    expect(type).toMatchObject({ gkeAccelerator: "nvidia-a100-80gb", localNvmeGib: 375 });
    expect(type.localSsdOptional).toBeUndefined();
  });
});

describe("GPUs attached to N1", () => {
  const attached = gcpMachineTypes.filter((type) => type.gpuAttached);

  it("keep to the vCPUs that Compute Engine allows for the number of GPUs", () => {
    const most = (model: string, count: number): number =>
      Math.max(...attached.filter(({ gpu }) => gpu?.model === model && gpu.count === count).map((t) => t.vcpu));
    expect([1, 2, 4].map((count) => most("t4", count))).toEqual([32, 32, 96]);
    expect([1, 2, 4, 8].map((count) => most("v100-16", count))).toEqual([8, 16, 32, 96]);
  });

  it("have no price, because the price list has N1 without the GPU", () => {
    expect(attached.filter((type) => type.price).map(key)).toEqual([]);
  });
});

describe("what is not yet", () => {
  it.each([
    [awsMachineTypes, "g7.2xlarge", /595/],
    [awsMachineTypes, "g6f.xlarge", /slice/],
    [awsMachineTypes, "gr6f.4xlarge", /slice/],
    [gcpMachineTypes, "g4-standard-6", /slice/],
    [gcpMachineTypes, "a4x-highgpu-4g", /NVLink domain/],
    [gcpMachineTypes, "a4x-maxgpu-4g-metal", /NVLink domain/],
  ])("$1 says so and why", (table, name, reason) => {
    const { refused } = find(table, name);
    expect(refused).toMatch(/^not yet: /);
    expect(refused).toMatch(reason);
  });
});

/** Names of a table's machine types by GPU and number of GPUs, those with attached GPUs apart. */
function byGpu(table: readonly MachineType[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, gpu, gpuAttached } of table) {
    if (gpu === undefined || gpuAttached) continue;
    const key = `${gpu.count} x ${gpu.model}`;
    found[key] = found[key] === undefined ? name : `${found[key]} ${name}`;
  }
  return found;
}

describe("every machine type with an NVIDIA GPU is there", () => {
  it("of EKS", () => {
    expect(byGpu(awsMachineTypes)).toEqual({
      "1 x t4": "g4dn.xlarge g4dn.2xlarge g4dn.4xlarge g4dn.8xlarge g4dn.16xlarge",
      "4 x t4": "g4dn.12xlarge",
      "8 x t4": "g4dn.metal",
      "1 x t4g": "g5g.xlarge g5g.2xlarge g5g.4xlarge g5g.8xlarge",
      "2 x t4g": "g5g.16xlarge g5g.metal",
      "8 x v100-32": "p3dn.24xlarge",
      "1 x a10g": "g5.xlarge g5.2xlarge g5.4xlarge g5.8xlarge g5.16xlarge",
      "4 x a10g": "g5.12xlarge g5.24xlarge",
      "8 x a10g": "g5.48xlarge",
      "0.125 x l4": "g6f.large g6f.xlarge",
      "0.25 x l4": "g6f.2xlarge",
      "0.5 x l4": "g6f.4xlarge gr6f.4xlarge",
      "1 x l4": "g6.xlarge g6.2xlarge g6.4xlarge g6.8xlarge g6.16xlarge gr6.4xlarge gr6.8xlarge",
      "4 x l4": "g6.12xlarge g6.24xlarge",
      "8 x l4": "g6.48xlarge",
      "1 x l40s": "g6e.xlarge g6e.2xlarge g6e.4xlarge g6e.8xlarge g6e.16xlarge",
      "4 x l40s": "g6e.12xlarge g6e.24xlarge",
      "8 x l40s": "g6e.48xlarge",
      "8 x a100-40": "p4d.24xlarge",
      "8 x a100-80": "p4de.24xlarge",
      "1 x h100-80": "p5.4xlarge",
      "8 x h100-80": "p5.48xlarge",
      "8 x h200-141": "p5e.48xlarge p5en.48xlarge",
      "8 x b200": "p6-b200.48xlarge",
      "8 x b300": "p6-b300.48xlarge",
      "1 x rtx-pro-4500": "g7.2xlarge g7.4xlarge g7.8xlarge",
      "2 x rtx-pro-4500": "g7.12xlarge",
      "4 x rtx-pro-4500": "g7.24xlarge",
      "8 x rtx-pro-4500": "g7.48xlarge",
      "1 x rtx-pro-6000": "g7e.2xlarge g7e.4xlarge g7e.8xlarge",
      "2 x rtx-pro-6000": "g7e.12xlarge",
      "4 x rtx-pro-6000": "g7e.24xlarge",
      "8 x rtx-pro-6000": "g7e.48xlarge",
    });
  });

  it("of GKE", () => {
    expect(byGpu(gcpMachineTypes)).toEqual({
      "1 x l4": "g2-standard-4 g2-standard-8 g2-standard-12 g2-standard-16 g2-standard-32",
      "2 x l4": "g2-standard-24",
      "4 x l4": "g2-standard-48",
      "8 x l4": "g2-standard-96",
      "1 x a100-40": "a2-highgpu-1g",
      "2 x a100-40": "a2-highgpu-2g",
      "4 x a100-40": "a2-highgpu-4g",
      "8 x a100-40": "a2-highgpu-8g",
      "16 x a100-40": "a2-megagpu-16g",
      "1 x a100-80": "a2-ultragpu-1g",
      "2 x a100-80": "a2-ultragpu-2g",
      "4 x a100-80": "a2-ultragpu-4g",
      "8 x a100-80": "a2-ultragpu-8g",
      "1 x h100-80": "a3-highgpu-1g",
      "2 x h100-80": "a3-highgpu-2g",
      "4 x h100-80": "a3-highgpu-4g",
      "8 x h100-80": "a3-highgpu-8g a3-megagpu-8g",
      "8 x h200-141": "a3-ultragpu-8g",
      "8 x b200": "a4-highgpu-8g",
      "4 x gb200": "a4x-highgpu-4g",
      "4 x gb300": "a4x-maxgpu-4g-metal",
      "0.125 x rtx-pro-6000": "g4-standard-6",
      "0.25 x rtx-pro-6000": "g4-standard-12",
      "0.5 x rtx-pro-6000": "g4-standard-24",
      "1 x rtx-pro-6000": "g4-standard-48",
      "2 x rtx-pro-6000": "g4-standard-96",
      "4 x rtx-pro-6000": "g4-standard-192",
      "8 x rtx-pro-6000": "g4-standard-384",
    });
  });

  it("and each T4 and V100 that can be attached to N1", () => {
    const attached = new Set(
      gcpMachineTypes.flatMap((t) => (t.gpuAttached ? [`${t.gpu?.count} x ${t.gpu?.model}`] : [])),
    );
    expect([...attached].join(", ")).toBe("1 x t4, 2 x t4, 4 x t4, 1 x v100-16, 2 x v100-16, 4 x v100-16, 8 x v100-16");
  });
});
