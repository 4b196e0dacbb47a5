import { minimumAt } from "../platform/scheduled-minimum.js";
import type { ReplicaLimits } from "./pod-scaling.js";

/** The number within its limits at a moment. A minimum by schedule counts no more than the maximum. */
export const withinLimits = (replicas: number, limits: ReplicaLimits, nowMicros: number): number =>
  Math.min(Math.max(replicas, leastReplicas(limits, nowMicros)), limits.max);

export const leastReplicas = (limits: ReplicaLimits, nowMicros: number): number =>
  limits.schedule === undefined ? limits.min : minimumAt(limits.min, limits.schedule, nowMicros);
