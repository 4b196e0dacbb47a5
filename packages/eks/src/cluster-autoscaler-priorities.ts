import type { GroupLayout } from "@roadstead/core";

// The first entry of a pool's list; each further one is one less.
const highestPriority = 100;

/**
 * Configuration of the priority expander: a pool's groups in the order of its capacity. A group that is not in it
 * would never be used, so every group is. EKS names the autoscaling group of a node group `eks-<name>-<uuid>`.
 */
export function priorities(pools: readonly { readonly groups: readonly GroupLayout[] }[]): string {
  const byPriority = new Map<number, string[]>();
  for (const { groups } of pools) {
    groups.forEach((group, index) => {
      const priority = highestPriority - index;
      byPriority.set(priority, [...(byPriority.get(priority) ?? []), `  - ^eks-${group.name}-[0-9a-f-]+$`]);
    });
  }
  return [...byPriority]
    .sort(([a], [b]) => b - a)
    .map(([priority, patterns]) => `${priority}:\n${patterns.join("\n")}\n`)
    .join("");
}
