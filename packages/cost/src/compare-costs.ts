import type { CostGap } from "./cost-line.js";
import type { Estimate } from "./estimate.js";
import type { Range } from "./range.js";
import { sumUsd, zero, zipRanges } from "./range.js";
import { roundUsd } from "./money.js";

export type CostChangeKind = "added" | "removed" | "changed";

/** What changes for one resource; those whose amounts stay are left out. */
export interface CostChange {
  readonly kind: CostChangeKind;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly before: Range;
  readonly after: Range;
  /** `after` less `before`; unlike amounts these are no range, and may have any sign. */
  readonly delta: Range;
}

/** Two estimates, resource by resource, of one stack or of two. */
export interface CostComparison {
  readonly before: Range;
  readonly after: Range;
  readonly delta: Range;
  readonly gpuHours: { readonly before: Range; readonly after: Range };
  /** The largest change of the expected amount first, then of the ceiling, then by URN. */
  readonly changes: readonly CostChange[];
  /** What the second estimate misses and the first did not. */
  readonly newGaps: readonly CostGap[];
}

export function compareCosts(before: Estimate, after: Estimate): CostComparison {
  const [old, now] = [amountsOf(before), amountsOf(after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((key): CostChange[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const resource = is ?? was;
    if (resource === undefined) return [];
    const delta = difference(was?.usd ?? zero, is?.usd ?? zero);
    if (was !== undefined && is !== undefined && isNothing(delta)) return [];
    const kind = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    return [
      {
        kind,
        urn: resource.urn,
        type: resource.type,
        name: resource.name,
        before: was?.usd ?? zero,
        after: is?.usd ?? zero,
        delta,
      },
    ];
  });
  const known = new Set(before.gaps.map(gapKey));
  return {
    before: before.usdPerMonth,
    after: after.usdPerMonth,
    delta: difference(before.usdPerMonth, after.usdPerMonth),
    gpuHours: { before: before.gpuHours, after: after.gpuHours },
    changes: changes.sort(bySize),
    newGaps: after.gaps.filter((gap) => !known.has(gapKey(gap))),
  };
}

/** A resource is the same in another stack, or where the project has another name. */
const identityOf = (urn: string): string => urn.replace(/^urn:pulumi:.*?::.*?::/, "");

interface Amount {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly usd: Range;
}

function amountsOf({ lines }: Estimate): ReadonlyMap<string, Amount> {
  const amounts = new Map<string, Amount>();
  for (const { urn, type, name, usdPerMonth } of lines) {
    const key = identityOf(urn);
    amounts.set(key, { urn, type, name, usd: sumUsd([amounts.get(key)?.usd ?? zero, usdPerMonth]) });
  }
  return amounts;
}

const gapKey = ({ urn, kind, what, path }: CostGap): string => JSON.stringify([identityOf(urn), kind, what, path]);

const difference = (before: Range, after: Range): Range => zipRanges(before, after, (a, b) => roundUsd(b - a));

const isNothing = ({ floor, expected, ceiling }: Range): boolean => floor === 0 && expected === 0 && ceiling === 0;

const bySize = (a: CostChange, b: CostChange): number =>
  Math.abs(b.delta.expected) - Math.abs(a.delta.expected) ||
  Math.abs(b.delta.ceiling) - Math.abs(a.delta.ceiling) ||
  (a.urn < b.urn ? -1 : 1);
