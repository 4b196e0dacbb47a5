import { awsMachineTypes, gcpMachineTypes } from "@roadstead/core";
import type { PriceSource } from "./price-source.js";
import { awsMachineRows, awsMachineSource } from "./aws-machine-table.js";
import { gcpMachineRows, gcpMachineSource } from "./gcp-machine-table.js";

export type Cloud = "aws" | "gcp";

/** A machine type in one region, by the hour. */
export interface MachinePrice {
  readonly type: string;
  readonly region: string;
  /** Absent: in no list. */
  readonly onDemandUsd?: number;
  /** Absent: no list of spot prices, as on AWS, where they change by the minute. */
  readonly spotUsd?: number;
  /** GPUs that belong to the type; a fraction where it has a slice of one. */
  readonly gpus: number;
  /** Absent where no page that was read says it. */
  readonly vcpu?: number;
  readonly memoryGib?: number;
  readonly source: PriceSource;
}

const awsRegion = "us-east-1";

type MachinesOfRegion = ReadonlyMap<string, MachinePrice>;

interface MachineTable {
  readonly regions: readonly string[];
  /** Undefined for a region that the list does not have. */
  readonly machines: (region: string) => MachinesOfRegion | undefined;
}

/** GPUs by type, from the catalog; GPUs that a user attaches to a type are not the type's. */
const catalogGpus = new Map(
  [...awsMachineTypes, ...gcpMachineTypes].flatMap(({ name, gpu, gpuAttached }) =>
    gpu === undefined || gpuAttached === true ? [] : [[name, gpu.count] as const],
  ),
);

const toNumber = (text: string | undefined): number | undefined =>
  text === undefined || text === "" ? undefined : Number(text);

const gcpSizes = new Map(gcpMachineTypes.map((type) => [type.name, type]));

function awsTable(): MachineTable {
  const types = new Map<string, MachinePrice>();
  for (const line of awsMachineRows.trim().split("\n")) {
    const [family = "", ...sizes] = line.split(" ");
    for (const size of sizes) {
      const [name = "", vcpu, memory, price, gpus] = size.split(":");
      const type = `${family}.${name}`;
      types.set(type, {
        type,
        region: awsRegion,
        gpus: catalogGpus.get(type) ?? toNumber(gpus) ?? 0,
        ...optional({ vcpu: toNumber(vcpu), memoryGib: toNumber(memory), onDemandUsd: toNumber(price) }),
        source: awsMachineSource,
      });
    }
  }
  return { regions: [awsRegion], machines: (region) => (region === awsRegion ? types : undefined) };
}

function gcpTable(): MachineTable {
  const rows = new Map<string, string[]>();
  let ofRegion: string[] = [];
  for (const line of gcpMachineRows.trim().split("\n")) {
    if (line.includes(" ")) ofRegion.push(line);
    else rows.set(line, (ofRegion = []));
  }
  const read = new Map<string, MachinesOfRegion>();
  return {
    regions: [...rows.keys()],
    machines(region) {
      const lines = rows.get(region);
      if (lines === undefined) return undefined;
      const machines = read.get(region) ?? gcpMachines(region, lines);
      read.set(region, machines);
      return machines;
    },
  };
}

function gcpMachines(region: string, rows: readonly string[]): MachinesOfRegion {
  const machines = new Map<string, MachinePrice>();
  for (const row of rows) {
    const [first = "", ...sizes] = row.split(" ");
    for (const size of sizes) {
      const [name = "", onDemand, spot] = size.split(":");
      const type = name === "" ? first : `${first}-${name}`;
      const known = gcpSizes.get(type);
      machines.set(type, {
        type,
        region,
        gpus: catalogGpus.get(type) ?? 0,
        ...optional({
          vcpu: known?.vcpu ?? toNumber(/^\d+$/.exec(name)?.[0]),
          memoryGib: known?.memoryGib,
          onDemandUsd: toNumber(onDemand),
          spotUsd: toNumber(spot),
        }),
        source: gcpMachineSource,
      });
    }
  }
  return machines;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const optional = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;

// Thousands of rows, of which a stack needs those of its own clouds and regions.
const tables: Partial<Record<Cloud, MachineTable>> = {};
const tableOf = (cloud: Cloud): MachineTable => (tables[cloud] ??= cloud === "aws" ? awsTable() : gcpTable());

/** List price of a type in a region; undefined where the list has neither. */
export const listMachine = (cloud: Cloud, region: string, type: string): MachinePrice | undefined =>
  tableOf(cloud).machines(region)?.get(type);

/** All types that the list has in a region. */
export const listMachines = (cloud: Cloud, region: string): readonly MachinePrice[] => [
  ...(tableOf(cloud).machines(region)?.values() ?? []),
];

/** Regions of which the list has machine types, sorted. */
export const listRegions = (cloud: Cloud): readonly string[] => [...tableOf(cloud).regions].sort();

/** A type of any region, for what does not depend on the region: GPUs, vCPU, memory. */
export function machineShape(
  cloud: Cloud,
  type: string,
): Pick<MachinePrice, "gpus" | "vcpu" | "memoryGib"> | undefined {
  const { regions, machines } = tableOf(cloud);
  for (const region of regions) {
    const found = machines(region)?.get(type);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** GPUs that belong to a type; 0 for types without and for types that nobody knows. */
export const gpusOfType = (cloud: Cloud, type: string): number =>
  catalogGpus.get(type) ?? machineShape(cloud, type)?.gpus ?? 0;
