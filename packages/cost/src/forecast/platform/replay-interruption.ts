import { RandomStream } from "../random/random-stream.js";
import type { FleetNode, FleetPool } from "./fleet-node.js";
import type { Interruption } from "./interruption.js";
import { microsOf } from "./micros.js";
import type { Interruptions } from "./serving-pool.js";

type Replay = Extract<Interruptions, { kind: "replay" }>;

/**
 * Follows what was seen elsewhere: when the share that could be had falls, the same part of the nodes is taken, drawn by
 * lot; and of nodes that are asked for, as many are given as make up the share. A trace that ends begins anew.
 */
export class ReplayInterruption implements Interruption {
  nextAtMicros: number;
  private share: number;
  private index = 0;
  private startMicros = 0;
  /** Parts of nodes that were not taken yet. */
  private owed = 0;
  private readonly lots: RandomStream;
  private readonly lengthMicros: number;
  private readonly spec: Replay;

  constructor(spec: Replay, seed: number, poolName: string) {
    this.spec = spec;

    this.lots = new RandomStream(seed, `${poolName}/lots`);
    const { atSeconds, availableShare } = spec;
    const count = atSeconds.length;
    // The last share holds as long as those before it did on average.
    const last = atSeconds[count - 1] ?? 0;
    this.lengthMicros = microsOf(count > 1 ? last + (last - atSeconds[0]!) / (count - 1) : Infinity);
    this.share = count === 0 ? 1 : atSeconds[0]! > 0 ? 1 : availableShare[0]!;
    while (this.index < count && atSeconds[this.index]! <= 0) this.share = availableShare[this.index++]!;
    this.nextAtMicros = this.momentOf(this.index);
  }

  room({ nodes }: FleetPool, asked: number): number {
    const could = Math.round(this.share * (nodes.length + asked)) - nodes.length;
    return Math.max(0, Math.min(asked, could));
  }

  zoneOfNext(): number {
    return 0;
  }

  lossAfter(): number {
    return Infinity;
  }

  advance({ nodes }: FleetPool): readonly FleetNode[] {
    const before = this.share;
    if (this.index >= this.spec.atSeconds.length) {
      this.index = 0;
      this.startMicros += this.lengthMicros;
    } else {
      this.share = this.spec.availableShare[this.index++]!;
    }
    this.nextAtMicros = this.momentOf(this.index);
    const left = nodes.filter(({ isClosed }) => !isClosed);
    if (this.share >= before) return [];
    this.owed += left.length * (1 - this.share / before);
    const taken: FleetNode[] = [];
    // Within rounding a whole one is a whole one.
    for (; this.owed >= 1 - 1e-9 && left.length > 0; this.owed--)
      taken.push(...left.splice(this.lots.below(left.length), 1));
    return taken;
  }

  private momentOf(index: number): number {
    const { atSeconds } = this.spec;
    if (index < atSeconds.length) return this.startMicros + microsOf(atSeconds[index]!);
    return this.startMicros + this.lengthMicros;
  }
}
