import type { CapacityKind } from "../catalog/capacity-kind.js";
import type { MachineType } from "../catalog/machine-type.js";
import type { PoolRequest } from "./pool-request.js";

/** What a machine type must satisfy to carry a pool. */
export interface MachineNeed {
  readonly request: Pick<PoolRequest, "accelerator" | "node">;
  /** Kinds that it must be had with: those of the pool that the target carries out, in order. */
  readonly kinds: readonly CapacityKind[];
  readonly region?: string;
}

/** The conditions in the order in which they are checked. The first that leaves nothing explains a misfit. */
export const machineConditions = {
  model: (type, { request }) => type.gpu?.model === request.accelerator?.model,
  refused: (type) => type.refused === undefined,
  count: (type, { request }) => type.gpu?.count === request.accelerator?.gpusPerNode,
  region: (type, { region }) => region === undefined || type.regions === undefined || type.regions.includes(region),
  architecture: (type, { request }) => {
    const wanted = request.node.architecture ?? (request.accelerator === undefined ? "amd64" : undefined);
    return wanted === undefined || type.architecture === wanted;
  },
  capacity: (type, { kinds }) => kinds.every((kind) => type.capacityKinds.includes(kind)),
  localNvme: (type, { request }) => request.node.localNvme !== true || type.localNvmeGib > 0,
  node: (type, { request }) =>
    type.vcpu >= (request.node.minVcpu ?? 0) && type.memoryGib >= (request.node.minMemoryGib ?? 0),
} as const satisfies Readonly<Record<string, (type: MachineType, need: MachineNeed) => boolean>>;

export type MachineCondition = keyof typeof machineConditions;

/** The types that fit, or the condition that none of `left` satisfies. */
export type MachineFit =
  | { readonly fits: readonly MachineType[] }
  | { readonly failed: MachineCondition; readonly left: readonly MachineType[] };

/** The rows of the type that the factory names for a pool; undefined where it leaves the choice open. */
export function namedMachines(
  table: readonly MachineType[],
  pool: string,
  machineTypes: Readonly<Record<string, string>> = {},
): { readonly name: string; readonly rows: readonly MachineType[] } | undefined {
  const name = Object.hasOwn(machineTypes, pool) ? machineTypes[pool] : undefined;
  return name === undefined ? undefined : { name, rows: table.filter((type) => type.name === name) };
}

/** Cheapest first, by the list price of the first kind; then by name. Types without a price come last, smallest first. */
export function fitMachines(table: readonly MachineType[], need: MachineNeed): MachineFit {
  let left = table;
  for (const failed of Object.keys(machineConditions) as MachineCondition[]) {
    const kept = left.filter((type) => machineConditions[failed](type, need));
    if (kept.length === 0) return { failed, left };
    left = kept;
  }
  const kind = need.kinds[0] ?? "on-demand";
  return {
    fits: [...left].sort(
      (a, b) =>
        compare(usdPerHour(a, kind), usdPerHour(b, kind)) ||
        (usdPerHour(a, kind) === Infinity ? compare(a.vcpu, b.vcpu) || compare(a.memoryGib, b.memoryGib) : 0) ||
        compare(a.name, b.name),
    ),
  };
}

/** A spot price that is not listed counts as the price on demand, which it cannot exceed. */
function usdPerHour(type: MachineType, kind: CapacityKind): number {
  const onDemand = type.price?.onDemandUsdPerHour ?? Infinity;
  return kind === "spot" ? (type.price?.spotUsdPerHour ?? onDemand) : onDemand;
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
