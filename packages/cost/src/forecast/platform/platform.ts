/**
 * The side of a forecast that both speeds of the model share: replicas, nodes and the controllers that move them. It
 * has a calendar of its own (ticks of controllers, nodes that come up, interruptions); a simulation lets it go on
 * whenever its clock gets there, and is told what became of replicas.
 */
export interface Platform {
  /** Microseconds of the next thing that happens by itself; Infinity when there is none. */
  readonly nextAtMicros: number;
  /** Replicas that take requests. */
  readonly readyReplicas: number;
  /** Whether a replica is on its way, so that who waits now waits for a start. */
  readonly isStarting: boolean;
  /** Does everything that is due at `nextAtMicros`. The first call, at 0, has those replicas ready that are there. */
  advance(load: Load): void;
  /** Says that a replica which had to drain has served its last request. It may be said while `drain` is told. */
  drained(replica: number, nowMicros: number): void;
}

/** What autoscalers read and bills split by. All are means since `advance` was called last. */
export interface Load {
  /** Arrivals. */
  readonly requestsPerSecond: number;
  /** Requests in servers and queues. */
  readonly concurrency: number;
  /** Work done, in replicas: what was served, at the pace of a replica whose batch is full. */
  readonly busyReplicas: number;
}

/** What a simulation of requests does when a platform changes. Replicas have small numbers, used again after an end. */
export interface ReplicaEvents {
  ready(replica: number): void;
  /** Takes no new request, and ends when it has served those that it has. */
  drain(replica: number): void;
  /** Is gone at once; its requests wait again. */
  lost(replica: number): void;
}
