import { systemPoolName } from "../layout/pool-request.js";
import type { Problem } from "../problem.js";
import { shown, specProblem } from "../spec/spec-problem.js";
import type { PoolCheck } from "./spec-check.js";

// EKS node groups and GKE node pools take 63 and 40; the rest is for the kind of capacity and the hash.
const maxLength = 24;
const label = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** Names of pools, which become parts of names and label values in every cloud. */
export const poolName: PoolCheck = ({ kind, name, path }): readonly Problem[] => {
  if (kind === "system") return [];
  const got = shown(name);
  if (name === systemPoolName) {
    const hint = "choose another name, or say under systemPool what it must be like";
    return [specProblem("spec/pool-name-reserved", path, "is the name of the system pool", { hint })];
  }
  if (!label.test(name)) {
    const hint = "a lower-case letter first, then lower-case letters, digits and -, not - at the end";
    return [specProblem("spec/pool-name", path, "is not a pool name", { got, hint })];
  }
  if (name.length <= maxLength) return [];
  return [
    specProblem("spec/pool-name-length", path, `has a name of more than ${maxLength} characters`, {
      got: `${name.length} characters`,
    }),
  ];
};
