import type * as pulumi from "@pulumi/pulumi";
import { type ClusterSpec, type Problem, sortProblems } from "@roadstead/core";
import type { ClusterRule } from "./rules.js";
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

/** Problems of the options that an AiCluster is given. */
export function optionProblems(opts: pulumi.ComponentResourceOptions | undefined): readonly Problem[] {
  if (opts?.protect !== true) return [];
  return [
    {
      rule: "cluster/protect" satisfies ClusterRule,
      path: "opts.protect",
      message: "would protect every pool as well, and a protected pool can be neither replaced nor dropped",
      hint: "leave it out: the spec's deletionProtection, on by default, keeps the cluster and its pools from `destroy`",
    },
  ];
}
