import type {
  CostComparison,
  CostGap,
  CostGroup,
  CostLine,
  Estimate,
  Range,
  UnitCost,
  UsedSource,
} from "@roadstead/cost";
import { groupCosts, hoursPerMonth } from "@roadstead/cost";

/** What belongs together in the price of a stack. */
export const costGroups = [
  "cluster",
  "pool",
  "component",
  "owner",
  "environment",
] as const satisfies readonly CostGroup[];

/** A graph with its price. */
export interface CostReport {
  readonly project: string;
  readonly stack: string;
  readonly estimate: Estimate;
  readonly comparison?: CostComparison;
  /** What it is compared with. */
  readonly base?: { readonly project: string; readonly stack: string };
  /** False where resources may be missing from the graph. */
  readonly complete: boolean;
}

interface GroupDocument {
  /** Null: what belongs to none. */
  readonly name: string | null;
  readonly usdPerMonth: Range;
  readonly gpuHours: Range;
  readonly unit: UnitCost;
  readonly gaps: number;
}

/**
 * What `roadstead cost --format json` prints. Its schema is `schema/cost.schema.json`; a change that breaks a reader gets
 * a new `schemaVersion`, a new optional field does not.
 */
export interface CostDocument {
  readonly schemaVersion: 1;
  readonly program: { readonly name: string; readonly stack: string };
  readonly asOf: string;
  readonly hoursPerMonth: number;
  readonly currency: "USD";
  readonly complete: boolean;
  readonly usdPerMonth: Range;
  readonly gpuHours: Range;
  readonly unit: UnitCost;
  readonly coverage: Estimate["coverage"];
  readonly groups: Readonly<Record<CostGroup, readonly GroupDocument[]>>;
  readonly lines: readonly CostLine[];
  readonly gaps: readonly CostGap[];
  readonly sources: readonly UsedSource[];
  readonly comparison?: CostComparison;
  /** What the comparison starts from. */
  readonly base?: { readonly name: string; readonly stack: string };
}

/** What a price is compared with, where that is not the stack itself. */
export const otherBase = ({ base, project, stack }: CostReport): string | undefined =>
  base === undefined || (base.project === project && base.stack === stack)
    ? undefined
    : `compared with ${base.project}, stack ${base.stack}`;

export function costDocument({ project, stack, estimate, comparison, base, complete }: CostReport): CostDocument {
  const groups = Object.fromEntries(costGroups.map((group) => [group, groupDocuments(estimate, group)]));
  return {
    schemaVersion: 1,
    program: { name: project, stack },
    asOf: estimate.asOf,
    hoursPerMonth,
    currency: "USD",
    complete,
    usdPerMonth: estimate.usdPerMonth,
    gpuHours: estimate.gpuHours,
    unit: estimate.unit,
    coverage: estimate.coverage,
    groups: groups as CostDocument["groups"],
    lines: estimate.lines,
    gaps: estimate.gaps,
    sources: estimate.sources,
    ...(comparison === undefined ? {} : { comparison }),
    ...(base === undefined ? {} : { base: { name: base.project, stack: base.stack } }),
  };
}

const groupDocuments = (estimate: Estimate, group: CostGroup): readonly GroupDocument[] =>
  groupCosts(estimate, group).map(({ name, usdPerMonth, gpuHours, unit, gaps }) => ({
    name: name ?? null,
    usdPerMonth,
    gpuHours,
    unit,
    gaps: gaps.length,
  }));
