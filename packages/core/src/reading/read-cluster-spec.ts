import { type Problem, sortProblems } from "../problem.js";
import type { ClusterSpec, CpuPool, GpuMetrics, GpuPool, Tags } from "../spec/cluster-spec.js";
import { shown, specProblem } from "../spec/spec-problem.js";
import { type PoolMembers, pool, readPoolMembers, systemPool } from "./read-pool.js";
import {
  type Fields,
  type Reader,
  boolean,
  object,
  optional,
  readMembers,
  record,
  required,
  string,
} from "./reader.js";
import { isPlainObject, membersOf } from "./untyped.js";

/** The well-formed parts of a spec; pools that are not well-formed are left out. */
export interface SpecParts extends Partial<Omit<ClusterSpec, "pools">> {
  readonly pools?: Readonly<Record<string, GpuPool | CpuPool>>;
}

const kubernetesVersion: Reader<string> = (value, path, problems) => {
  if (typeof value !== "number") return string(value, path, problems);
  problems.push(
    specProblem("spec/kubernetes-version-quoted", path, "must be a string, because YAML reads 1.30 as the number 1.3", {
      got: shown(value),
      hint: 'put it in quotes, as in "1.36"',
    }),
  );
  return undefined;
};

const pools: Reader<Readonly<Record<string, GpuPool | CpuPool>>> = (value, path, problems) => {
  if (isPlainObject(value) && Object.keys(value).length === 0) {
    problems.push(specProblem("spec/no-pools", path, "has no pool", { hint: "name at least one pool" }));
  }
  return record(pool, "good")(value, path, problems);
};

const gpuMetrics = object<GpuMetrics>({ enabled: optional(boolean), serviceMonitor: optional(boolean) });

const tagFields: Fields<Tags> = {
  owner: required(string),
  costCenter: required(string),
  environment: required(string),
  additional: optional(record(string)),
};

const fields: Fields<ClusterSpec> = {
  kubernetesVersion: optional(kubernetesVersion),
  pools: required(pools),
  systemPool: optional(systemPool),
  gpuMetrics: optional(gpuMetrics),
  tags: required(object(tagFields)),
  deletionProtection: optional(boolean),
};

/** What can be read of untyped data, and everything that is wrong with its shape. */
export interface SpecReading {
  readonly parts: SpecParts;
  /** What is well-formed in the pools and tags that as a whole are not. */
  readonly members: { readonly pools: Readonly<Record<string, PoolMembers>>; readonly tags: Partial<Tags> };
  /** Names of all pools. */
  readonly poolNames: readonly string[];
  readonly problems: readonly Problem[];
}

export function readSpecParts(value: unknown, path = ""): SpecReading {
  const problems: Problem[] = [];
  const parts = readMembers(fields, value, path, problems);
  const named = Object.entries(membersOf(ownMember(value, "pools")));
  const malformed = named.filter(([name]) => parts.pools === undefined || !Object.hasOwn(parts.pools, name));
  return {
    parts,
    members: {
      pools: Object.fromEntries(malformed.map(([name, member]) => [name, readPoolMembers(member)])),
      tags: parts.tags === undefined ? readMembers(tagFields, ownMember(value, "tags"), "", []) : {},
    },
    poolNames: named.map(([name]) => name),
    problems: sortProblems(problems),
  };
}

function ownMember(value: unknown, key: string): unknown {
  return isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Reads untyped data, from YAML or a program without types, as a spec: types, required and unknown keys. Whether
 * a target can carry it out is for `validateSpec` to say.
 *
 * @param path prefix of the paths in problems
 * @returns all problems at once, sorted by path, or the spec with its keys in the language's order
 */
export function readClusterSpec(
  value: unknown,
  path = "",
): { readonly spec: ClusterSpec } | { readonly problems: readonly Problem[] } {
  const { parts, problems } = readSpecParts(value, path);
  return problems.length === 0 ? { spec: parts as ClusterSpec } : { problems };
}
