import { capacityKinds } from "../catalog/capacity-kind.js";
import type { Problem } from "../problem.js";
import type { Capacity } from "../spec/capacity.js";
import type { CpuPool, GpuPool, PoolSize, SystemPool, Taint } from "../spec/cluster-spec.js";
import type { NodeRequirements } from "../spec/node.js";
import { specProblem } from "../spec/spec-problem.js";
import { accelerator } from "./read-accelerator.js";
import {
  type Fields,
  type Reader,
  boolean,
  list,
  number,
  object,
  oneOf,
  optional,
  readMembers,
  record,
  required,
  string,
} from "./reader.js";
import { isPlainObject } from "./untyped.js";

const size = object<PoolSize>({ min: required(number), max: required(number) });

const node = object<NodeRequirements>({
  minVcpu: optional(number),
  minMemoryGib: optional(number),
  localNvme: optional(boolean),
  architecture: optional(oneOf("spec/architecture", ["amd64", "arm64"])),
  diskGib: optional(number),
  interconnect: optional(oneOf("spec/interconnect", ["rdma"])),
});

const capacity = object<Capacity>({
  kind: required(oneOf("spec/capacity-kind", capacityKinds)),
  maxNodes: optional(number),
});

const taint = object<Taint>({
  key: required(string),
  value: optional(string),
  effect: required(oneOf("spec/taint-effect", ["NoSchedule", "PreferNoSchedule", "NoExecute"])),
});

type PoolShape = Omit<GpuPool, "accelerator"> & Partial<Pick<GpuPool, "accelerator">>;

/** Those members of a pool that are well-formed. */
export type PoolMembers = Partial<PoolShape>;

const fields: Fields<PoolShape> = {
  accelerator: optional(accelerator),
  node: optional(node),
  size: required(size),
  capacity: optional(list(capacity)),
  labels: optional(record(string)),
  taints: optional(list(taint)),
};
const shape = object<PoolShape>(fields);

export const pool: Reader<GpuPool | CpuPool> = (value, path, problems) => {
  if (saysNoKind(value)) problems.push(noKind(path));
  return shape(value, path, problems) as GpuPool | CpuPool | undefined;
};

/** What can be read of a pool, whatever is wrong with the rest. */
export const readPoolMembers = (value: unknown): PoolMembers => readMembers(fields, value, "", []);

/** An unknown key beside it may well be the misspelt `accelerator`, and is reported as such. */
function saysNoKind(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const known = Object.keys(value).every((key) => Object.hasOwn(fields, key));
  return known && value["accelerator"] === undefined && value["node"] === undefined;
}

function noKind(path: string): Problem {
  return specProblem("spec/pool-kind", path, "has neither accelerator nor node", {
    hint: "name a GPU under accelerator, or what a CPU node must have under node",
  });
}

const systemFields: Fields<SystemPool> = { size: optional(size), node: optional(node) };

/** All members are optional, so what is well-formed is a system pool by itself. */
export const systemPool: Reader<SystemPool> = (value, path, problems) =>
  readMembers(systemFields, value, path, problems);
