import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import type { GroupLayout, PoolChoice, TaintEffect } from "@roadstead/core";
import { capacityTypes } from "./capabilities.js";
import type { EksConfig, PoolOverride } from "./config.js";
import { scalingConfig } from "./node-count.js";

/** What of a pool and of a group a node group is made from. */
export interface NodeGroupPlan {
  readonly pool: Pick<PoolChoice, "labels" | "machineType" | "taints">;
  readonly group: Pick<GroupLayout, "capacity" | "image" | "labels" | "replace" | "size">;
  readonly override: PoolOverride;
}

/** The arguments of a node group that are known before anything is made. */
export function plainNodeGroupArgs(
  { pool, group, override }: NodeGroupPlan,
  { autoscaler, region }: EksConfig<string>,
) {
  return {
    region,
    ...(override.releaseVersion === undefined ? {} : { releaseVersion: override.releaseVersion }),
    ...(group.image === undefined ? {} : { amiType: group.image }),
    capacityType: capacityTypes[group.capacity],
    ...(pool.machineType === undefined ? {} : { instanceTypes: [pool.machineType.name] }),
    labels: { ...pool.labels, ...group.labels },
    taints: pool.taints.map(({ key, value, effect }) => ({
      key,
      ...(value === undefined ? {} : { value }),
      effect: taintEffects[effect],
    })),
    scalingConfig: scalingConfig(group, { autoscaled: autoscaler !== "user", ceiling: override.ceiling }),
    updateConfig: { maxUnavailable: 1, updateStrategy: group.replace === "delete-first" ? "MINIMAL" : "DEFAULT" },
    nodeRepairConfig: { enabled: true },
  } satisfies Partial<NodeGroupArgs>;
}

/** EKS spells the effects its own way. */
const taintEffects = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
} as const satisfies Readonly<Record<TaintEffect, string>>;
