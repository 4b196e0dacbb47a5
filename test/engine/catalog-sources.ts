import { existsSync, readFileSync } from "node:fs";
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

export type CsvRow = Readonly<Record<string, string>>;

export const ec2InstanceTypes = (): Ec2InstanceTypes => readJson("instance-types") as Ec2InstanceTypes;

export const ec2Offerings = (): Ec2Offerings => readJson("instance-type-zones") as Ec2Offerings;

/** The values of one enumeration in botocore's model of a service. */
export function enumOf(service: "ec2" | "eks", shape: string): readonly string[] {
  const model = readJson(service) as { shapes: Record<string, { enum?: readonly string[] }> };
  const values = model.shapes[shape]?.enum;
  if (values === undefined) throw new Error(`botocore's ${service} has no enumeration ${shape}`);
  return values;
}

/**
 * The rows of a price list. The lists are not part of this repository: undefined where they do not lie beside it.
 */
export function priceRows(file: "gcp.csv" | "gpus.csv"): readonly CsvRow[] | undefined {
  const path = new URL(`../../../shared/data/prices/${file}`, import.meta.url);
  if (!existsSync(path)) return undefined;
  const [header = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  });
}

function readJson(name: DataName): unknown {
  return JSON.parse(readFileSync(dataFile(name), "utf8"));
}
