import { type ClusterLayout, type PoolLayout, shown } from "@roadstead/core";
import type { EksConfig, PoolOverride } from "./config.js";
import { isElastic } from "./node-count.js";
import { poolOverrides } from "./pool-overrides.js";
import type { EksProblem } from "./rules.js";
import { furtherGroupTags, scaleFromZeroTags } from "./scale-from-zero-tags.js";
import { mostTags } from "./tags.js";
import { overridePath } from "./validate-pools.js";

/** Problems that are seen once sizes, versions, labels and taints are resolved. */
export function layoutProblems(layout: ClusterLayout, config: EksConfig<string>): readonly EksProblem[] {
  const overrides = poolOverrides(config);
  return layout.pools.flatMap((pool) => {
    const override = overrides[pool.name] ?? {};
    return [
      ...ceilingProblems(pool, override, config),
      ...releaseMinorProblems(pool, override, layout.kubernetesVersion),
      ...groupTagProblems(pool),
    ];
  });
}

function ceilingProblems(
  { name, size }: PoolLayout,
  { ceiling }: PoolOverride,
  { autoscaler }: EksConfig<string>,
): readonly EksProblem[] {
  if (ceiling === undefined) return [];
  const path = `${overridePath(name)}.ceiling`;
  if (autoscaler === "user") {
    const message = "needs Cluster Autoscaler, which keeps the pool at its size below it";
    return [{ rule: "eks/ceiling-autoscaler", path, message, got: shown(ceiling), hint: "leave it out" }];
  }
  if (Number.isInteger(ceiling) && ceiling >= size.max) return [];
  const message = "must be a whole number of nodes, not below the size of the pool";
  return [{ rule: "eks/ceiling", path, message, got: shown(ceiling), allowed: [`${size.max} or more`] }];
}

/** EKS is told the cluster's version with the release, and refuses two that differ. */
function releaseMinorProblems(
  { name }: PoolLayout,
  { releaseVersion }: PoolOverride,
  version: string | undefined,
): readonly EksProblem[] {
  if (releaseVersion === undefined || version === undefined || releaseVersion.startsWith(`${version}.`)) return [];
  return [
    {
      rule: "eks/release-minor",
      path: `${overridePath(name)}.releaseVersion`,
      message: `is not of Kubernetes ${version}, which the cluster is`,
      got: shown(releaseVersion),
      hint: `take a release that begins with ${version}., or set kubernetesVersion in the spec`,
    },
  ];
}

/** Labels and taints of an elastic group must fit into the tags of its autoscaling group. */
function groupTagProblems(pool: PoolLayout): readonly EksProblem[] {
  const counts = pool.groups
    .filter(isElastic)
    .map((group) => scaleFromZeroTags(pool, group).length + furtherGroupTags.length);
  const count = Math.max(0, ...counts);
  if (count <= mostTags) return [];
  return [
    {
      rule: "eks/group-tags",
      path: `pools.${pool.name}`,
      message: "has more labels and taints than the tags of an autoscaling group can say",
      got: `${count} tags`,
      allowed: [`up to ${mostTags}`],
      hint: `leave out ${count - mostTags}`,
    },
  ];
}
