import { readFileSync } from "node:fs";
import { dataFile, type DataName } from "../bench/tools.js";

/** What EC2 says of an instance type. */
export interface Ec2InstanceType {
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly architectures: readonly string[];
  readonly usageClasses: readonly string[];
  readonly interfacesOfFirstCard: number;
  readonly ipv4PerInterface: number;
  readonly efaInterfaces: number;
  readonly localStorageGb: number;
  readonly gpus: readonly {
    readonly manufacturer: string;
    readonly name: string;
    readonly count: number;
    readonly memoryMib: number;
  }[];
}

export type Ec2InstanceTypes = Readonly<Record<string, Ec2InstanceType>>;

/** By region, then by zone, the types that are offered there. */
export type Ec2Offerings = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export const ec2InstanceTypes = (): Ec2InstanceTypes => readJson("instance-types") as Ec2InstanceTypes;

export const ec2Offerings = (): Ec2Offerings => readJson("instance-type-zones") as Ec2Offerings;

/** The values of one enumeration in botocore's model of a service. */
export function enumOf(service: "ec2" | "eks", shape: string): readonly string[] {
  const model = readJson(service) as { shapes: Record<string, { enum?: readonly string[] }> };
  const values = model.shapes[shape]?.enum;
  if (values === undefined) throw new Error(`botocore's ${service} has no enumeration ${shape}`);
  return values;
}

function readJson(name: DataName): unknown {
  return JSON.parse(readFileSync(dataFile(name), "utf8"));
}
