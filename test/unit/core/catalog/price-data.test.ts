import { existsSync, readFileSync } from "node:fs";
import { awsMachineTypes, gcpMachineTypes } from "@roadstead/core";
import { describe, expect, it } from "vitest";

// The price lists are not part of this repository. Where they lie beside it, the tables are held against them.
const folder = new URL("../../../../../shared/data/prices/", import.meta.url);
const awsFile = new URL("aws-us-east-1.csv", folder);
const gcpFile = new URL("gcp.csv", folder);

function readCsv(file: URL): Record<string, string>[] {
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  });
}

describe("the catalog's price lists", () => {
  it("are one list for each cloud, read on one day", () => {
    const lists = [awsMachineTypes, gcpMachineTypes].map(
      (table) => new Set(table.flatMap(({ price }) => (price ? [`${price.source} ${price.readOn}`] : []))),
    );
    expect(lists.map((list) => list.size)).toEqual([1, 1]);
  });
});

if (existsSync(awsFile) && existsSync(gcpFile)) {
  describe("the AWS table against its price list", () => {
    const rows = new Map(readCsv(awsFile).map((row) => [row["instanceType"], row]));

    it.each(awsMachineTypes.map((type) => [type.name, type] as const))("%s", (name, type) => {
      const row = rows.get(name);
      expect(row).toBeDefined();
      expect({
        vcpu: String(type.vcpu),
        memoryMib: String(type.memoryGib * 1024),
        arch: type.architecture,
        efaInterfaces: type.networkInterfaces === 0 ? "" : String(type.networkInterfaces),
        allocatableCpu: `${type.allocatable.cpuMillicores}m`,
        allocatableMemory: `${type.allocatable.memoryMib}Mi`,
        maxPods: String(type.maxPods),
        onDemandUsdPerHour: String(type.price?.onDemandUsdPerHour ?? ""),
      }).toEqual(
        Object.fromEntries(
          [
            "vcpu",
            "memoryMib",
            "arch",
            "efaInterfaces",
            "allocatableCpu",
            "allocatableMemory",
            "maxPods",
            "onDemandUsdPerHour",
          ].map((column) => [column, row?.[column]]),
        ),
      );
      expect(type.localNvmeGib).toBe(Math.floor((Number(row?.["localNvmeGb"]) * 1e9) / 2 ** 30));
    });

    it("leaves out no type with an NVIDIA GPU", () => {
      const names = awsMachineTypes.filter((type) => type.gpu).map((type) => type.name);
      const nvidia = [...rows.values()].filter((row) => row["gpuManufacturer"] === "nvidia");
      expect(names.sort()).toEqual(nvidia.map((row) => row["instanceType"]).sort());
    });

    it("counts the GPUs as the list does, and fractions by their memory", () => {
      const memoryMib: Record<string, number> = { l4: 22888 };
      const wrong = awsMachineTypes.filter(({ name, gpu }) => {
        const row = rows.get(name);
        if (!gpu) return row?.["gpuName"] !== "";
        return gpu.count >= 1
          ? String(gpu.count) !== row?.["gpuCount"]
          : Math.round((memoryMib[gpu.model] ?? 0) * gpu.count) !== Number(row?.["gpuMemoryMib"]);
      });
      expect(wrong.map((type) => type.name)).toEqual([]);
    });
  });

  describe("the Google Cloud table against its price list", () => {
    const rows = readCsv(gcpFile);
    const priced = gcpMachineTypes.filter((type) => type.price);

    it.each(priced.map((type) => [type.name, type] as const))("%s", (name, { price, regions }) => {
      const listed = rows.filter((row) => row["machineType"] === name);
      const row = listed.find(({ region }) => region === price?.region);
      expect(price?.onDemandUsdPerHour).toBeCloseTo(Number(row?.["onDemandUsdPerHour"]), 5);
      expect(price?.spotUsdPerHour).toBeCloseTo(Number(row?.["spotUsdPerHour"]), 5);
      expect(regions).toEqual(listed.map(({ region }) => region).sort());
    });

    it("leaves out no type with a GPU", () => {
      const names = new Set(gcpMachineTypes.filter((type) => type.gpu).map((type) => type.name));
      const listed = new Set(rows.map((row) => row["machineType"] ?? ""));
      expect([...listed].filter((name) => /^(a2|a3|a4|g2|g4)-/.test(name) && !names.has(name))).toEqual([]);
    });
  });
} else {
  console.log("price-data.test.ts: no price lists beside the repository, so the tables are not held against them");
}
