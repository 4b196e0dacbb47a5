import {
  clusterAutoscalerDefaults,
  hpaDefaults,
  karpenterDefaults,
  kedaDefaults,
  knativeDefaults,
} from "@roadstead/cost/forecast";
import { describe, expect, test } from "vitest";

/** What the projects say themselves, and where. */
const sources: readonly (readonly [where: string, defaults: object, documented: Readonly<Record<string, number>>])[] = [
  [
    "kube-controller-manager: --horizontal-pod-autoscaler-{sync-period,tolerance}; autoscaling/v2 behavior.scaleDown",
    hpaDefaults,
    { syncSeconds: 15, tolerance: 0.1, scaleDownStabilizationSeconds: 300 },
  ],
  [
    "kedacore/keda 8b4f083: ScaledObject pollingInterval, cooldownPeriod",
    kedaDefaults,
    { pollingSeconds: 30, cooldownSeconds: 300 },
  ],
  [
    "knative/serving 98e5ef9: config/core/configmaps/autoscaler.yaml",
    knativeDefaults,
    {
      stableWindowSeconds: 60,
      panicWindowShare: 0.1,
      panicThreshold: 2,
      maxScaleUpRate: 1000,
      maxScaleDownRate: 2,
      scaleDownDelaySeconds: 0,
      scaleToZeroGraceSeconds: 30,
    },
  ],
  [
    "kubernetes/autoscaler: cluster-autoscaler FAQ, parameters",
    clusterAutoscalerDefaults,
    {
      scanSeconds: 10,
      scaleDownUnneededSeconds: 600,
      scaleDownDelayAfterAddSeconds: 600,
      scaleDownUtilizationThreshold: 0.5,
    },
  ],
  [
    "kubernetes-sigs/karpenter 2266468: BATCH_IDLE_DURATION, BATCH_MAX_DURATION, the disruption poll, consolidateAfter",
    karpenterDefaults,
    { batchIdleSeconds: 1, batchMaxSeconds: 10, disruptionPollSeconds: 10, consolidateAfterSeconds: 0 },
  ],
];

describe("defaults of controllers", () => {
  test.each(sources)("are those of %s", (_where, defaults, documented) => {
    const { kind: _, ...settings } = defaults as { kind?: string };
    expect(settings).toEqual(documented);
  });
});
