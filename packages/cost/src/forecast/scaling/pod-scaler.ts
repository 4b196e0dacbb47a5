import type { ScalingTarget } from "./pod-scaling.js";

/** A pod autoscaler while a forecast runs. */
export interface PodScaler {
  /** Microseconds of its next decision; Infinity for none. */
  readonly nextAtMicros: number;
  /** What it reads, of all replicas together. */
  readonly metric: ScalingTarget["metric"];
  /** Decides what is due at `nextAtMicros`: how many replicas there shall be. */
  decide(seen: Observation): number;
}

/** What a pod autoscaler sees. One object, filled anew for each decision. */
export interface Observation {
  nowMicros: number;
  /** Mean of its metric since its last decision, of all replicas together. */
  metric: number;
  /** Replicas that serve. */
  ready: number;
  /** Replicas asked for at the last decision. */
  wanted: number;
}
