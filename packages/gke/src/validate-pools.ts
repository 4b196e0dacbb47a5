import { type ClusterSpec, isGpuPool } from "@roadstead/core";
import { gkePrefix } from "./native-labels.js";
import { gkePartitionSizes } from "./partition-size.js";
import { labelKey, tagEntries } from "./resource-labels.js";
import type { GkeProblem } from "./rules.js";

/** Problems of the spec's pools that only GKE has. */
export function poolProblems(spec: ClusterSpec): readonly GkeProblem[] {
  return Object.entries(spec.pools).flatMap(([name, pool]) => [
    ...(isGpuPool(pool) ? partitionProblems(pool.accelerator, `pools.${name}.accelerator`) : []),
    ...Object.keys(pool.labels ?? {}).flatMap((key) => labelProblems(key, `pools.${name}.labels`)),
    ...(pool.taints ?? []).flatMap((taint, index) => taintProblems(taint.key, `pools.${name}.taints[${index}]`)),
  ]);
}

type Accelerator = Extract<ClusterSpec["pools"][string], { accelerator: object }>["accelerator"];

function partitionProblems({ model, sharing }: Accelerator, path: string): readonly GkeProblem[] {
  if (sharing?.mode !== "mig") return [];
  const allowed = gkePartitionSizes(model);
  // A GPU that GKE does not have, or without MIG, is a problem of the spec already.
  if (allowed.length === 0 || allowed.includes(sharing.profile)) return [];
  return [
    {
      rule: "gke/partition-size",
      path: `${path}.sharing.profile`,
      message: `is no partition size that GKE offers on ${model}`,
      got: JSON.stringify(sharing.profile),
      allowed,
    },
  ];
}

function labelProblems(key: string, path: string): readonly GkeProblem[] {
  if (!isReserved(key)) return [];
  return [{ rule: "gke/reserved-label", path: `${path}["${key}"]`, message: `has a prefix that GKE keeps for itself` }];
}

function taintProblems(key: string, path: string): readonly GkeProblem[] {
  if (!isReserved(key)) return [];
  return [
    {
      rule: "gke/reserved-taint",
      path: `${path}.key`,
      message: "has a prefix that GKE keeps for itself",
      got: JSON.stringify(key),
    },
  ];
}

function isReserved(key: string): boolean {
  return key.startsWith(gkePrefix) || key.startsWith("gke.io/") || key.startsWith("container.googleapis.com/");
}

const mostTags = 60;

/** Problems of tags that cannot be labels of Google Cloud. */
export function tagProblems({ tags }: ClusterSpec): readonly GkeProblem[] {
  const entries = tagEntries(tags);
  const problems: GkeProblem[] = [];
  const first = new Map<string, string>();
  for (const [key] of entries) {
    const label = labelKey(key);
    const other = first.get(label);
    if (other === undefined) first.set(label, key);
    else {
      problems.push({
        rule: "gke/tag-collision",
        path: `tags.additional["${key}"]`,
        message: `is the label ${label} on Google Cloud, which ${other} is already`,
      });
    }
  }
  if (entries.length > mostTags) {
    problems.push({
      rule: "gke/tag-count",
      path: "tags.additional",
      message: `makes ${entries.length} labels; Google Cloud takes 64, of which GKE uses up to four`,
      hint: `at most ${mostTags - 3} beside owner, cost centre and environment`,
    });
  }
  return problems;
}
