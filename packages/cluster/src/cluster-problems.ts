import { type ClusterSpec, type Problem, sortProblems } from "@roadstead/core";
import type { Target } from "./target.js";

/** All problems of a cluster before anything is made: of its name, its spec, and its target's factory. */
export function clusterProblems<P extends string>(
  name: string,
  spec: ClusterSpec<P>,
  target: Target<P>,
): readonly Problem[] {
  return sortProblems([...nameProblems(name), ...target.validate(spec)]);
}

// Leaves room for pool names and suffixes in names of 63 characters.
const longestName = 30;

function nameProblems(name: string): readonly Problem[] {
  if (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= longestName) return [];
  return [
    {
      rule: "cluster/name",
      path: "name",
      message: `must be at most ${longestName} lower-case letters, digits and dashes, start with a letter and not end with a dash`,
      got: JSON.stringify(name),
    },
  ];
}
