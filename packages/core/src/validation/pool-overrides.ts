import type { Problem } from "../problem.js";
import { keyPath, specProblem, suggestion } from "../spec/spec-problem.js";

/** Pools that the factory mentions and the spec lacks. */
export function poolOverrides(
  overrides: readonly string[],
  pools: readonly string[],
  target: string,
): readonly Problem[] {
  return overrides
    .filter((name) => !pools.includes(name))
    .map((name) =>
      specProblem("spec/unknown-override", keyPath(`${target}.pools`, name), "is not a pool of the spec", {
        allowed: pools,
        ...suggestion(name, pools),
      }),
    );
}
