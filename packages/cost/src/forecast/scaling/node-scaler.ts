import type { Fleet } from "../platform/fleet.js";

/** A node autoscaler while a forecast runs. */
export interface NodeScaler {
  /** Microseconds of its next look; Infinity where a look would change nothing. */
  readonly nextAtMicros: number;
  /** Nodes or replicas are not what they were: it may have to look. */
  changed(fleet: Fleet): void;
  /** Does what is due at `nextAtMicros`. */
  look(fleet: Fleet): void;
}

/** Every pool stays at its minimum. */
export const noNodeScaler: NodeScaler = { nextAtMicros: Infinity, changed: () => {}, look: () => {} };
