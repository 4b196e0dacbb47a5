import type { FleetNode, FleetPool } from "./fleet-node.js";

/** What a cloud gives and takes of one pool's nodes. */
export interface Interruption {
  /** Microseconds of the next moment at which it gives more or takes some. */
  readonly nextAtMicros: number;
  /** How many of `asked` more nodes it gives now. */
  room(pool: FleetPool, asked: number): number;
  /** Where the next node is put. */
  zoneOfNext(pool: FleetPool): number;
  /** After how many microseconds the next node alone is taken; Infinity for never. */
  lossAfter(): number;
  /** Does what is due at `nextAtMicros`, and names the nodes that it takes. */
  advance(pool: FleetPool): readonly FleetNode[];
}

/** Nodes that nobody takes. */
export const uninterrupted: Interruption = {
  nextAtMicros: Infinity,
  room: (_pool, asked) => asked,
  zoneOfNext: () => 0,
  lossAfter: () => Infinity,
  advance: () => [],
};
