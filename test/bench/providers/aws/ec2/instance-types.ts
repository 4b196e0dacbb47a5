import { modelFile } from "../model-files.js";

/** An EC2 instance type, as DescribeInstanceTypes has it. */
export interface InstanceType {
  readonly vcpus: number;
  readonly memoryMib: number;
  /** Of "x86_64", "arm64" and older ones. */
  readonly architectures: readonly string[];
  readonly gpus: readonly {
    readonly manufacturer: string;
    readonly name: string;
    readonly count: number;
    readonly memoryMib: number | null;
  }[];
  /** Ways to buy it: "on-demand", "spot", "capacity-block". */
  readonly usageClasses: readonly string[];
  readonly networkInterfaces: number;
  readonly ipv4PerInterface: number;
  /** Of all its local disks; 0 without. */
  readonly localStorageGb: number;
}

let types: Readonly<Record<string, InstanceType>> | undefined;
let regions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | undefined;

/** Undefined for a type that EC2 does not have. */
export function instanceType(name: string): InstanceType | undefined {
  types ??= modelFile("instance-types") as Readonly<Record<string, InstanceType>>;
  return types[name];
}

/** NVIDIA GPUs of a type; 0 where there are none, or others. */
export function nvidiaGpus(type: InstanceType): number {
  return type.gpus
    .filter(({ manufacturer }) => /nvidia/i.test(manufacturer))
    .reduce((sum, { count }) => sum + count, 0);
}

/** Zones of a region where the type can be had. */
export function zonesWith(region: string, name: string): readonly string[] {
  return zonesOf(region).filter((zone) => regions?.[region]?.[zone]?.includes(name) === true);
}

/** None for a region that does not exist. */
export function zonesOf(region: string): readonly string[] {
  regions ??= modelFile("instance-type-zones") as NonNullable<typeof regions>;
  return Object.keys(regions[region] ?? {}).sort();
}

/** Names of all types with GPUs of NVIDIA. */
export function nvidiaTypes(): readonly string[] {
  types ??= modelFile("instance-types") as Readonly<Record<string, InstanceType>>;
  return Object.entries(types)
    .filter(([, type]) => nvidiaGpus(type) > 0)
    .map(([name]) => name)
    .sort();
}
