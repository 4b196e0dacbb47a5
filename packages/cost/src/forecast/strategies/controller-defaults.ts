import type { NodeScaling } from "../scaling/node-scaling.js";
import type { KnativeScaling, HpaScaling } from "../scaling/pod-scaling.js";

type Of<K extends NodeScaling["kind"]> = Extract<NodeScaling, { readonly kind: K }>;

/** Flags of Cluster Autoscaler where nobody sets them. */
export const clusterAutoscalerDefaults: Of<"cluster-autoscaler"> = {
  kind: "cluster-autoscaler",
  scanSeconds: 10,
  scaleDownUnneededSeconds: 600,
  scaleDownDelayAfterAddSeconds: 600,
  scaleDownUtilizationThreshold: 0.5,
};

/** Karpenter's settings and those of a new NodePool. */
export const karpenterDefaults: Of<"karpenter"> = {
  kind: "karpenter",
  batchIdleSeconds: 1,
  batchMaxSeconds: 10,
  disruptionPollSeconds: 10,
  consolidateAfterSeconds: 0,
};

/** Of kube-controller-manager and of an autoscaler without a `behavior`. */
export const hpaDefaults: Omit<HpaScaling, "target" | "size"> = {
  syncSeconds: 15,
  tolerance: 0.1,
  scaleDownStabilizationSeconds: 300,
};

/** Of a ScaledObject. */
export const kedaDefaults = { pollingSeconds: 30, cooldownSeconds: 300 } as const;

/** The ConfigMap config-autoscaler as it is shipped. */
export const knativeDefaults: Omit<KnativeScaling, "target" | "size"> = {
  stableWindowSeconds: 60,
  panicWindowShare: 0.1,
  panicThreshold: 2,
  maxScaleUpRate: 1000,
  maxScaleDownRate: 2,
  scaleDownDelaySeconds: 0,
  scaleToZeroGraceSeconds: 30,
};
