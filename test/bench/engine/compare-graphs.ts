import { differingValues } from "./differing-values.js";
import type { ValueDifference } from "./differing-values.js";
import type { Facts, ResourceFacts } from "./resource-facts.js";
import { toleranceOf } from "./tolerances.js";
import type { Tolerance } from "./tolerances.js";

/** One thing that an earlier graph says otherwise than a later one. */
export interface Difference {
  readonly urn: string;
  /** `resource` when only one of the graphs has it. */
  readonly what:
    "resource" | "type" | "parent" | "provider" | "protect" | "dependencies" | "propertyDependencies" | "inputs";
  /** Of an input, `spec.replicas`. */
  readonly path?: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** How often each kind of difference was let pass, so that a comparison that lets everything pass shows. */
  readonly tolerated: Readonly<Partial<Record<Tolerance, number>>>;
  /** Resources that both have. */
  readonly compared: number;
}

/**
 * Compares what is known earlier (a plan, a preview) with what is known later (a preview, a state) of the same
 * program. Order matters: what is unknown may become known, never the other way round.
 */
export function compareGraphs(before: Facts, after: Facts): Comparison {
  const differences: Difference[] = [];
  const tolerated: Partial<Record<Tolerance, number>> = {};
  let compared = 0;
  for (const urn of new Set([...before.keys(), ...after.keys()])) {
    const [earlier, later] = [before.get(urn), after.get(urn)];
    if (earlier !== undefined && later !== undefined) compared++;
    const found =
      earlier === undefined || later === undefined ? [presence(urn, earlier, later)] : differing(earlier, later);
    for (const difference of found) {
      const tolerance = toleranceOf(difference, before, after);
      if (tolerance === undefined) differences.push(difference);
      else tolerated[tolerance] = (tolerated[tolerance] ?? 0) + 1;
    }
  }
  return { differences, tolerated, compared };
}

const presence = (urn: string, before: ResourceFacts | undefined, after: ResourceFacts | undefined): Difference => ({
  urn,
  what: "resource",
  before: before === undefined ? "absent" : "present",
  after: after === undefined ? "absent" : "present",
});

function differing(before: ResourceFacts, after: ResourceFacts): Difference[] {
  const of = (what: Exclude<Difference["what"], "resource">): Difference[] =>
    differingValues(before[what], after[what]).map(({ path, ...values }: ValueDifference) => ({
      urn: before.urn,
      what,
      ...(path === "" ? {} : { path }),
      ...values,
    }));
  const whole = (what: "dependencies"): Difference[] =>
    of(what).length === 0 ? [] : [{ urn: before.urn, what, before: before[what], after: after[what] }];
  return [
    ...of("type"),
    ...of("parent"),
    ...of("provider"),
    ...of("protect"),
    ...whole("dependencies"),
    ...of("propertyDependencies"),
    ...of("inputs"),
  ];
}
