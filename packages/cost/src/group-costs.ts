import type { CostGap, CostGroup, CostLine } from "./cost-line.js";
import type { Estimate } from "./estimate.js";
import type { Range } from "./range.js";
import { sumUsd } from "./range.js";
import type { UnitCost } from "./unit-cost.js";
import { gpuHoursOf, unitCost } from "./unit-cost.js";

/** What one cluster, pool, component, owner or environment costs. */
export interface CostOfGroup {
  /** Undefined: what belongs to none. */
  readonly name: string | undefined;
  readonly usdPerMonth: Range;
  readonly gpuHours: Range;
  readonly unit: UnitCost;
  readonly lines: readonly CostLine[];
  readonly gaps: readonly CostGap[];
}

/**
 * The lines and gaps of an estimate by group, sorted by name, those without one last. The sums add up to the total.
 * Pools are named with their cluster where it is known (`cloud/serving`): each cluster may have one of that name.
 */
export function groupCosts(
  { lines, gaps }: Pick<Estimate, "lines" | "gaps">,
  group: CostGroup,
): readonly CostOfGroup[] {
  const names = [...new Set([...lines, ...gaps].map((it) => nameIn(it, group)))].sort(byName);
  const linesOf = grouped(lines, group);
  const gapsOf = grouped(gaps, group);
  return names.map((name) => {
    const own = linesOf.get(name) ?? [];
    return {
      name,
      usdPerMonth: sumUsd(own.map((line) => line.usdPerMonth)),
      gpuHours: gpuHoursOf(own),
      unit: unitCost(own, gapsOf.get(name) ?? []),
      lines: own,
      gaps: gapsOf.get(name) ?? [],
    };
  });
}

const nameIn = ({ cluster, ...it }: CostLine | CostGap, group: CostGroup): string | undefined => {
  if (group === "cluster") return cluster;
  const name = it[group];
  return group === "pool" && name !== undefined && cluster !== undefined ? `${cluster}/${name}` : name;
};

function grouped<T extends CostLine | CostGap>(items: readonly T[], group: CostGroup): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const name = nameIn(item, group);
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [item]);
    else members.push(item);
  }
  return groups;
}

const byName = (a: string | undefined, b: string | undefined): number => {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return a < b ? -1 : 1;
};
