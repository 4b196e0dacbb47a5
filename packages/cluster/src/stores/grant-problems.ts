import type { Problem } from "@roadstead/core";
import type { ClusterRule } from "../rules.js";
import type { ObjectStoreMaker } from "./makers.js";
import type { StoreGrant } from "./workload-identity.js";

/** A grant, and who made its store: undefined for a store of another cluster. */
export interface MadeGrant {
  readonly grant: StoreGrant;
  readonly maker: ObjectStoreMaker | undefined;
}

/** What cannot be granted to one identity. */
export function grantProblems(grants: readonly MadeGrant[]): readonly Problem[] {
  return [...grants.flatMap(grantProblem), ...keyProblems(grants)];
}

function grantProblem({ grant, maker }: MadeGrant, index: number): readonly Problem[] {
  const path = `grants[${index}]`;
  const problems: Problem[] = [];
  if (maker === undefined) {
    problems.push({
      rule: "cluster/grant-store" satisfies ClusterRule,
      path: `${path}.store`,
      message: "is no store of this cluster",
      hint: "grant what this cluster's `objectStore` gave back, unchanged",
    });
  }
  if (grant.prefix !== undefined && !isPrefix(grant.prefix)) {
    problems.push({
      rule: "cluster/store-prefix" satisfies ClusterRule,
      path: `${path}.prefix`,
      ...prefixFault(grant.prefix),
    });
  }
  return problems;
}

/** A pod has one set of S3 keys, whatever the number of its stores. */
function keyProblems(grants: readonly MadeGrant[]): readonly Problem[] {
  const makers = new Set(grants.filter(({ grant }) => grant.store.scheme === "s3").flatMap(({ maker }) => maker ?? []));
  if (makers.size < 2) return [];
  return [
    {
      rule: "cluster/grant-keys" satisfies ClusterRule,
      path: "grants",
      message: "are on S3 stores that do not take the same keys, and a pod has one set of them",
      hint: "use an identity for each",
    },
  ];
}

/** Plain segments, each with a slash at its end: no wildcard of a policy, nothing that a URL would change. */
export function isPrefix(prefix: unknown): boolean {
  return typeof prefix === "string" && prefix.length <= 512 && /^([\w=-][\w.=-]*\/)+$/.test(prefix);
}

export function prefixFault(prefix: unknown): Pick<Problem, "message" | "got" | "hint"> {
  return {
    message: "is no prefix of object names",
    got: JSON.stringify(prefix),
    hint: 'write words of letters, digits, dots, dashes and underscores, each with a slash after it: "team-a/models/"',
  };
}
