import type { Knobs } from "./strategy.js";

/** One setting to make. */
export interface SettingChange {
  /** `spec`: of the AiCluster; the others are of objects that a program or a chart makes. */
  readonly of: "spec" | "HorizontalPodAutoscaler" | "Cluster Autoscaler" | "Karpenter NodePool";
  readonly path: string;
  readonly value: number | string | readonly CapacityEntry[];
}

export interface CapacityEntry {
  readonly kind: "on-demand" | "spot";
  readonly maxNodes: number;
}

interface Amounts {
  /** That one replica is to get. */
  readonly requestsPerSecond: number;
  readonly minNodes: number;
  readonly maxNodes: number;
}

/** What to write where, so that a cluster has these knobs. */
export const settingChanges = (pool: string, knobs: Knobs, amounts: Amounts): readonly SettingChange[] => [
  { of: "spec", path: `pools.${pool}.size.min`, value: amounts.minNodes },
  { of: "spec", path: `pools.${pool}.size.max`, value: amounts.maxNodes },
  ...(knobs.spotNodes > 0
    ? [{ of: "spec" as const, path: `pools.${pool}.capacity`, value: capacityOf(knobs, amounts.maxNodes) }]
    : []),
  { of: "HorizontalPodAutoscaler", path: "spec.minReplicas", value: Math.max(1, knobs.minReplicas) },
  { of: "HorizontalPodAutoscaler", path: "spec.maxReplicas", value: knobs.maxReplicas },
  {
    of: "HorizontalPodAutoscaler",
    path: "spec.metrics[0].pods.target.averageValue",
    value: milli(amounts.requestsPerSecond),
  },
  {
    of: "HorizontalPodAutoscaler",
    path: "spec.behavior.scaleDown.stabilizationWindowSeconds",
    value: knobs.scaleDownSeconds,
  },
  ...(knobs.nodeAutoscaler === "karpenter"
    ? [
        {
          of: "Karpenter NodePool" as const,
          path: "spec.disruption.consolidateAfter",
          value: `${knobs.nodeIdleSeconds}s`,
        },
      ]
    : (["scale-down-unneeded-time", "scale-down-delay-after-add"] as const).map((flag) => ({
        of: "Cluster Autoscaler" as const,
        path: `--${flag}`,
        value: `${knobs.nodeIdleSeconds}s`,
      }))),
];

/** In order of preference; together as many nodes as the pool may have. */
const capacityOf = ({ spotNodes, spotFirst }: Knobs, maxNodes: number): readonly CapacityEntry[] => {
  const spot: CapacityEntry = { kind: "spot", maxNodes: spotNodes };
  const rest = maxNodes - spotNodes;
  if (rest <= 0) return [spot];
  const onDemand: CapacityEntry = { kind: "on-demand", maxNodes: rest };
  return spotFirst ? [spot, onDemand] : [onDemand, spot];
};

/** As Kubernetes writes quantities that are no whole numbers. */
const milli = (value: number): string => `${Math.round(value * 1000)}m`;
