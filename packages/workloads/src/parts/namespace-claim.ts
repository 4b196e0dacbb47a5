import type { Problem } from "@roadstead/core";

const claims = new WeakMap<object, Map<string, string>>();

/**
 * Problems of a component that takes a namespace of a cluster that another component has: each needs its own, for its
 * policies and names hold for the whole namespace. Claims it where there are none.
 *
 * @param cluster the handle, which is one object for all components of a program
 */
export function namespaceClaimProblems(
  cluster: object,
  namespace: string,
  claimant: string,
  rule: string,
): readonly Problem[] {
  const taken = claims.get(cluster) ?? new Map<string, string>();
  const owner = taken.get(namespace);
  if (owner !== undefined) {
    return [
      {
        rule,
        path: "namespace",
        message: `is that of ${owner} on the same cluster`,
        got: JSON.stringify(namespace),
        hint: "give one of them another name, or another `namespace`",
      },
    ];
  }
  claims.set(cluster, taken.set(namespace, claimant));
  return [];
}
