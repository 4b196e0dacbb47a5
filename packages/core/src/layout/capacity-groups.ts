import type { Capabilities } from "../capabilities.js";
import type { Capacity } from "../spec/capacity.js";
import type { GroupChoice } from "./layout-options.js";
import type { PoolRequest } from "./pool-request.js";

/** The entries of `capacity` that the target has. The others are preferences that it skips. */
export function carriedCapacity(
  capacity: readonly Capacity[],
  capabilities: Pick<Capabilities, "capacityKinds">,
): readonly Capacity[] {
  return capacity.filter((entry) => capabilities.capacityKinds[entry.kind] === "yes");
}

/**
 * The groups of a pool, in order of preference. Owned nodes are one group, however they were preferred.
 *
 * `size.min` belongs to the first group; each group holds at most its entry's `maxNodes`.
 */
export function capacityGroups(request: PoolRequest, capabilities: Capabilities): readonly GroupChoice[] {
  if (capabilities.machineTypes === "owned") return [{ capacity: "owned", size: request.size }];
  return carriedCapacity(request.capacity, capabilities).map((entry, index) => ({
    capacity: entry.kind,
    size: { min: index === 0 ? request.size.min : 0, max: entry.maxNodes ?? request.size.max },
  }));
}
