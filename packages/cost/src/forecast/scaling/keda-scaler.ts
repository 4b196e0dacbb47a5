import { microsOf } from "../platform/micros.js";
import { HpaScaler } from "./hpa-scaler.js";
import type { PodScaling } from "./pod-scaling.js";
import type { Observation, PodScaler } from "./pod-scaler.js";
import { leastReplicas } from "./replica-limits.js";

type Keda = Extract<PodScaling, { kind: "keda" }>;

/**
 * KEDA: an HPA from 1 on, and its own polls between 0 and 1. A poll that sees anything at all of the metric scales from 0
 * to 1; one that sees nothing scales to 0 once no poll saw any for the cooldown, whatever number there was.
 */
export class KedaScaler implements PodScaler {
  readonly metric: PodScaler["metric"];
  private readonly scaling: Keda;
  private readonly hpa: HpaScaler;
  private readonly pollMicros: number;
  private readonly cooldownMicros: number;
  private nextPollMicros: number;
  private activeMicros = 0;
  private seenMicros = 0;
  /** Metric since the last sync and since the last poll, times microseconds. */
  private sinceSync = 0;
  private sinceSyncFrom = 0;
  private isActive = false;
  private readonly synced: Observation = { nowMicros: 0, metric: 0, ready: 0, wanted: 0 };

  constructor(scaling: Keda) {
    this.scaling = scaling;
    this.metric = scaling.target.metric;
    this.hpa = new HpaScaler(scaling, "external");
    this.pollMicros = microsOf(scaling.pollingSeconds);
    this.cooldownMicros = microsOf(scaling.cooldownSeconds);
    this.nextPollMicros = this.pollMicros;
  }

  get nextAtMicros(): number {
    return Math.min(this.hpa.nextAtMicros, this.nextPollMicros);
  }

  decide(seen: Observation): number {
    const { nowMicros, metric } = seen;
    this.sinceSync += metric * (nowMicros - this.seenMicros);
    this.seenMicros = nowMicros;
    if (metric > 0) this.isActive = true;
    let { wanted } = seen;
    if (this.nextPollMicros <= nowMicros) wanted = this.poll(nowMicros, wanted);
    if (this.hpa.nextAtMicros <= nowMicros) wanted = this.sync(seen, wanted);
    return wanted;
  }

  private poll(nowMicros: number, wanted: number): number {
    this.nextPollMicros += this.pollMicros;
    const { isActive } = this;
    this.isActive = false;
    if (isActive) {
      this.activeMicros = nowMicros;
      return Math.max(wanted, 1);
    }
    const isOver = nowMicros - this.activeMicros >= this.cooldownMicros;
    return isOver && leastReplicas(this.scaling.size, nowMicros) === 0 ? 0 : wanted;
  }

  private sync({ nowMicros, ready }: Observation, wanted: number): number {
    const { synced } = this;
    synced.nowMicros = nowMicros;
    synced.metric = this.sinceSync / (nowMicros - this.sinceSyncFrom);
    synced.ready = ready;
    synced.wanted = wanted;
    this.sinceSync = 0;
    this.sinceSyncFrom = nowMicros;
    return this.hpa.decide(synced);
  }
}
