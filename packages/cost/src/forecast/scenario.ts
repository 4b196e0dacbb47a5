import type { ServingPool } from "./platform/serving-pool.js";
import type { NodeScaling } from "./scaling/node-scaling.js";
import type { PodScaling } from "./scaling/pod-scaling.js";
import type { ReplicaProfile } from "./service/replica-profile.js";

/** All of a forecast but the traffic. */
export interface Scenario {
  readonly replica: ReplicaProfile;
  /** In order of preference: owned nodes first, then what the cloud adds. */
  readonly pools: readonly ServingPool[];
  readonly podScaling: PodScaling;
  readonly nodeScaling: NodeScaling;
  readonly slo: ServiceLevel;
  /** Control plane, system nodes and all that is paid whatever the traffic. */
  readonly fixedUsdPerHour: number;
  /** A request that waited this long is dropped. */
  readonly queueTimeoutSeconds: number;
  /** Of everything that is drawn by lot. The same scenario, traffic and seed give the same forecast to the byte. */
  readonly seed: number;
}

/**
 * Met when this share of all requests has a first token and a pace in time; a dropped one has neither. The pace of an
 * answer of less than 20 tokens is that of 20: one prompt of another that comes between is no pace.
 */
export interface ServiceLevel {
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
  /** Such as 0.99. */
  readonly attainment: number;
}
