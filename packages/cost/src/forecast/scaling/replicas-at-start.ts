import type { Foresight } from "../platform/create-platform.js";
import type { Load } from "../platform/platform.js";
import type { PodScaling } from "./pod-scaling.js";
import { withinLimits } from "./replica-limits.js";

/** Where an autoscaler would have come to rest under the load that there was before. */
export const replicasAtStart = (
  scaling: PodScaling,
  load: Pick<Load, "requestsPerSecond" | "concurrency"> | undefined,
  foresight: Foresight | undefined,
): number => {
  if (scaling.kind === "static") return scaling.replicas;
  const { target, size } = scaling;
  let metric = target.metric === "concurrency" ? load?.concurrency : load?.requestsPerSecond;
  if (scaling.kind === "clairvoyant") metric = foresight?.requestsPerSecond[0];
  const replicas = Math.ceil((metric ?? 0) / target.perReplica - 1e-9);
  return withinLimits(scaling.kind === "hpa" ? Math.max(1, replicas) : replicas, size, 0);
};
