import type { Problem } from "../problem.js";
import { shown, specProblem } from "../spec/spec-problem.js";
import type { PoolCheck } from "./spec-check.js";

/** GKE holds at most 1000 nodes in a pool; EKS raises its 450 on request. */
const maxNodes = 1000;

/** Sizes of pools. */
export const poolSize: PoolCheck = ({ kind, path, size }): readonly Problem[] => {
  const at = `${path}.size`;
  const fractions = (["min", "max"] as const).filter((bound) => !Number.isInteger(size[bound]));
  if (fractions.length > 0) {
    return fractions.map((bound) =>
      specProblem("spec/size-whole", `${at}.${bound}`, "must be a whole number", { got: shown(size[bound]) }),
    );
  }
  return [...smallest(size.min, `${at}.min`, kind), ...largest(size.max, `${at}.max`), ...order(size, at)];
};

function smallest(min: number, path: string, kind: string): readonly Problem[] {
  if (min < 0)
    return [specProblem("spec/size-negative", path, "is negative", { got: shown(min), allowed: ["0 or more"] })];
  if (kind !== "system" || min > 0) return [];
  return [
    specProblem("spec/system-pool-min", path, "scales the system pool to zero", {
      got: shown(min),
      allowed: ["1 or more"],
      hint: "DNS and the autoscaler run there: without a node nothing brings the others up",
    }),
  ];
}

function largest(max: number, path: string): readonly Problem[] {
  if (max < 1)
    return [specProblem("spec/size-zero", path, "leaves no node", { got: shown(max), allowed: ["1 or more"] })];
  if (max <= maxNodes) return [];
  return [
    specProblem("spec/size-bound", path, "is more than one pool can hold", {
      got: shown(max),
      allowed: [`up to ${maxNodes}`],
      hint: "split it into several pools",
    }),
  ];
}

function order(size: { readonly min: number; readonly max: number }, path: string): readonly Problem[] {
  if (size.min <= size.max || size.max < 1) return [];
  return [specProblem("spec/size-order", path, "has a min above its max", { got: `min ${size.min}, max ${size.max}` })];
}
