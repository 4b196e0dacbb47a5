import type { Capabilities } from "../capabilities.js";
import type { Capacity } from "../spec/capacity.js";
import {
  type ClusterSpec,
  type CpuPool,
  type GpuPool,
  type PoolSize,
  type Taint,
  isGpuPool,
} from "../spec/cluster-spec.js";
import type { NodeRequirements } from "../spec/node.js";
import { keyPath } from "../spec/spec-problem.js";
import type { Accelerator } from "../spec/sharing.js";

/** Name of the pool that targets with `capabilities.systemPool` make beside the spec's own. */
export const systemPoolName = "system";

/** What a pool asks for, with the language's defaults filled in, before anything is chosen. */
export interface PoolRequest {
  readonly name: string;
  /** Path in the spec: `pools.serving`, `systemPool`. */
  readonly path: string;
  readonly kind: "system" | "gpu" | "cpu";
  readonly size: PoolSize;
  readonly accelerator?: Accelerator;
  readonly node: NodeRequirements;
  readonly capacity: readonly Capacity[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Boot disk, GiB. */
  readonly diskGib: number;
}

const onDemand: readonly Capacity[] = [{ kind: "on-demand" }];
const defaultSystemSize: PoolSize = { min: 2, max: 2 };
const defaultSystemNode: NodeRequirements = { minVcpu: 4, minMemoryGib: 16 };
const defaultDiskGib = { system: 100, cpu: 100, gpu: 200 } as const;

/** The system pool first where the target makes one, then the spec's pools in their order. */
export function poolRequests(
  spec: Pick<ClusterSpec, "pools" | "systemPool">,
  capabilities: Capabilities,
): readonly PoolRequest[] {
  const own = Object.entries(spec.pools).map(([name, pool]) => poolRequest(name, pool));
  return capabilities.systemPool ? [systemPoolRequest(spec.systemPool), ...own] : own;
}

/** What one pool of the spec asks for. */
export function poolRequest(name: string, pool: GpuPool | CpuPool): PoolRequest {
  const kind = isGpuPool(pool) ? "gpu" : "cpu";
  return {
    name,
    path: keyPath("pools", name),
    kind,
    size: pool.size,
    ...(pool.accelerator === undefined ? {} : { accelerator: pool.accelerator }),
    node: pool.node ?? {},
    capacity: pool.capacity ?? onDemand,
    labels: pool.labels ?? {},
    taints: pool.taints ?? [],
    diskGib: pool.node?.diskGib ?? defaultDiskGib[kind],
  };
}

function systemPoolRequest(pool: ClusterSpec["systemPool"]): PoolRequest {
  return {
    name: systemPoolName,
    path: "systemPool",
    kind: "system",
    size: pool?.size ?? defaultSystemSize,
    node: pool?.node ?? defaultSystemNode,
    capacity: onDemand,
    labels: {},
    taints: [],
    diskGib: pool?.node?.diskGib ?? defaultDiskGib.system,
  };
}
