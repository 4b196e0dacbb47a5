import type { ScheduledMinimum } from "../platform/serving-pool.js";

/** What a pod autoscaler reads: requests in the servers and their queues, or arrivals per second; both per replica. */
export interface ScalingTarget {
  readonly metric: "concurrency" | "requests-per-second";
  readonly perReplica: number;
}

/** Who decides how many replicas there are, with the names and defaults of the real controllers. */
export type PodScaling =
  | { readonly kind: "static"; readonly replicas: number }
  | ({ readonly kind: "hpa" } & HpaScaling)
  | ({ readonly kind: "keda"; readonly pollingSeconds: number; readonly cooldownSeconds: number } & HpaScaling)
  | ({ readonly kind: "knative" } & KnativeScaling)
  /** Knows what comes, and has it ready in time without a start: what no real one can do better than. */
  | { readonly kind: "clairvoyant"; readonly target: ScalingTarget; readonly size: ReplicaLimits };

export interface ReplicaLimits {
  readonly min: number;
  readonly max: number;
  /** Minimums at certain hours, as KEDA's cron trigger or a job that edits the autoscaler keeps them. */
  readonly schedule?: readonly ScheduledMinimum[];
}

export interface HpaScaling {
  readonly target: ScalingTarget;
  readonly size: ReplicaLimits;
  readonly syncSeconds: number;
  readonly tolerance: number;
  readonly scaleDownStabilizationSeconds: number;
}

export interface KnativeScaling {
  readonly target: ScalingTarget;
  readonly size: ReplicaLimits;
  readonly stableWindowSeconds: number;
  readonly panicWindowShare: number;
  readonly panicThreshold: number;
  readonly maxScaleUpRate: number;
  readonly maxScaleDownRate: number;
  readonly scaleDownDelaySeconds: number;
  readonly scaleToZeroGraceSeconds: number;
}
