import type { RandomStream } from "../random/random-stream.js";
import { RandomStream as Stream } from "../random/random-stream.js";
import { sampleWeibull, weibullMean } from "../random/weibull.js";
import { sampleExponential } from "../random/ziggurat.js";
import type { FleetNode, FleetPool } from "./fleet-node.js";
import type { Interruption } from "./interruption.js";
import { microsPerHour } from "./micros.js";
import type { Interruptions } from "./serving-pool.js";

type Renewal = Extract<Interruptions, { kind: "renewal" }>;

/** Zones that come and go, each by itself and with all of its nodes, and nodes that go alone. */
export class RenewalInterruption implements Interruption {
  private readonly zones: readonly ZoneCourse[];
  private readonly losses: RandomStream;
  private readonly spec: Renewal;

  constructor(spec: Renewal, seed: number, poolName: string) {
    this.spec = spec;

    this.zones = Array.from(
      { length: spec.zones },
      (_, zone) => new ZoneCourse(spec, seed, `${poolName}/zone ${zone}`),
    );
    this.losses = new Stream(seed, `${poolName}/losses`);
  }

  get nextAtMicros(): number {
    let next = Infinity;
    for (const zone of this.zones) next = Math.min(next, zone.endMicros);
    return next;
  }

  room(_pool: FleetPool, asked: number): number {
    return this.zones.some(({ isUp }) => isUp) ? asked : 0;
  }

  /** Of those that are up the one with the fewest nodes, as autoscalers balance zones. */
  zoneOfNext({ nodes }: FleetPool): number {
    const counts = this.zones.map(({ isUp }) => (isUp ? 0 : Infinity));
    for (const { zone, isClosed } of nodes) if (!isClosed) counts[zone]!++;
    return counts.indexOf(Math.min(...counts));
  }

  lossAfter(): number {
    const { lossesPerNodeHour } = this.spec;
    if (lossesPerNodeHour <= 0) return Infinity;
    return Math.max(1, Math.round((sampleExponential(this.losses) / lossesPerNodeHour) * microsPerHour));
  }

  advance({ nodes }: FleetPool): readonly FleetNode[] {
    const at = this.nextAtMicros;
    const ended = this.zones.map((zone) => zone.endMicros === at && zone.isUp);
    for (const zone of this.zones) if (zone.endMicros === at) zone.next();
    return nodes.filter(({ zone }) => ended[zone]);
  }
}

/** Times up and down of one zone. It has gone on for long when a forecast begins, so that it begins anywhere in them. */
class ZoneCourse {
  isUp = true;
  endMicros: number;
  private readonly random: RandomStream;
  private readonly upScale: number;
  private readonly spec: Renewal;

  constructor(spec: Renewal, seed: number, name: string) {
    this.spec = spec;

    this.random = new Stream(seed, name);
    this.upScale = (spec.zoneUpHours / weibullMean(spec.shape)) * microsPerHour;
    if (spec.zoneDownHours <= 0) {
      this.endMicros = Infinity;
      return;
    }
    const cycles = 30 + 10 * this.random.uniform();
    this.endMicros = -Math.round(cycles * (spec.zoneUpHours + spec.zoneDownHours) * microsPerHour);
    while (this.endMicros <= 0) this.next();
  }

  next(): void {
    this.isUp = !this.isUp;
    const micros = this.isUp
      ? sampleWeibull(this.random, this.spec.shape) * this.upScale
      : sampleExponential(this.random) * this.spec.zoneDownHours * microsPerHour;
    this.endMicros += Math.max(1, Math.round(micros));
  }
}
