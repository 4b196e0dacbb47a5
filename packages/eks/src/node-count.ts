import type { GroupLayout } from "@roadstead/core";

/**
 * Whether the number of nodes of a group changes by itself. Of a group with min = max nobody but the program
 * decides the number.
 */
export function isElastic(group: Pick<GroupLayout, "size">): boolean {
  return group.size.min < group.size.max;
}

/**
 * What EKS is told about the number of nodes. See decisions/0004-node-count-ownership.md.
 *
 * Of an elastic group that Cluster Autoscaler scales, the floor is the autoscaler's (`--nodes`) and 0 at EKS, which
 * refuses a floor above the present number. `desiredSize` counts when the group is made and is ignored later.
 */
export function scalingConfig(
  group: Pick<GroupLayout, "size">,
  owner: { readonly autoscaled: boolean; readonly ceiling?: number | undefined },
): { minSize: number; desiredSize: number; maxSize: number } {
  const { min, max } = group.size;
  if (!isElastic(group) || !owner.autoscaled) return { minSize: min, desiredSize: min, maxSize: Math.max(max, 1) };
  return { minSize: 0, desiredSize: min, maxSize: Math.max(max, owner.ceiling ?? 0, 1) };
}
