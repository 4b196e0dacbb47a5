import type { ServingPool } from "./serving-pool.js";

/** A pool while a forecast runs. */
export interface FleetPool {
  readonly spec: ServingPool;
  /** Place in the order of preference. */
  readonly index: number;
  /** Nodes that are paid for, in the order of their requests. */
  readonly nodes: FleetNode[];
  /** That holds now. */
  minimum: number;
}

export interface FleetNode {
  readonly pool: FleetPool;
  readonly zone: number;
  readonly requestedMicros: number;
  state: "booting" | "up" | "gone";
  /** Takes no new replica: it was given notice, or waits for its last replicas to end. */
  isClosed: boolean;
  /** Ends with its last replica. */
  isLeaving: boolean;
  /** When its image is there; undefined before a replica asked for it. */
  imageMicros: number | undefined;
  hasServed: boolean;
  /** All that hold a place on it, those that drain too. */
  readonly replicas: FleetReplica[];
  /** When a replica came or went last. */
  changedMicros: number;
  /** Since when an autoscaler could do without it. */
  unneededMicros: number | undefined;
}

export interface FleetReplica {
  readonly number: number;
  /** `pending` has no node; `starting` has one that boots, or pulls and loads on it. */
  state: "pending" | "starting" | "serving" | "draining" | "gone";
  node: FleetNode | undefined;
}

export const freePlaces = (node: FleetNode): number =>
  node.isClosed ? 0 : node.pool.spec.replicasPerNode - node.replicas.length;
