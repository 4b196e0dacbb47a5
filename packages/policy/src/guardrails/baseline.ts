import type { Problem } from "@roadstead/core";
import type { BaselineEntry } from "./guardrails.js";

/** What makes two entries one. */
export const baselineKey = ({ rule, urn }: BaselineEntry): string => `${rule} ${urn}`;

/** What a baseline has that it did not have before: it may only shrink. */
export function baselineGrowth(before: readonly BaselineEntry[], after: readonly BaselineEntry[]): readonly Problem[] {
  const had = new Set(before.map(baselineKey));
  return after.flatMap((entry, i) =>
    had.has(baselineKey(entry))
      ? []
      : [
          {
            rule: "guardrails/baseline-growth",
            path: `baseline[${i}]`,
            message: "is new, and a baseline may only shrink",
            got: baselineKey(entry),
            hint: "mend the finding, or add a waiver with an owner and an end",
          },
        ],
  );
}

/** Entries of `baseline` that are still found: what it shrinks to. */
export function shrunkBaseline(
  baseline: readonly BaselineEntry[],
  found: readonly BaselineEntry[],
): readonly BaselineEntry[] {
  const still = new Set(found.map(baselineKey));
  return baseline.filter((entry) => still.has(baselineKey(entry)));
}
