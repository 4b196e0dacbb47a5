import { microsOf } from "../platform/micros.js";
import type { PodScaling } from "./pod-scaling.js";
import type { Observation, PodScaler } from "./pod-scaler.js";
import { leastReplicas, withinLimits } from "./replica-limits.js";
import { SlidingMaximum } from "./sliding-maximum.js";

type Knative = Extract<PodScaling, { kind: "knative" }>;

/** How often it decides; no setting. */
const tickMicros = microsOf(2);

/**
 * Knative's autoscaler (KPA). Of the metric's means over a stable and a short panic window, each by the target and
 * rounded up, the stable one counts. When the panic one is `panicThreshold` times the ready replicas it panics: until that
 * was not so for a stable window, the highest number wanted counts and nothing goes down. One decision goes up to
 * `maxScaleUpRate` times and down to a `maxScaleDownRate`th of the ready replicas. The last replica stays for the grace
 * period after a stable window without traffic; that it may go sooner, once the activator answers for it, is left out.
 */
export class KnativeScaler implements PodScaler {
  nextAtMicros = tickMicros;
  readonly metric: PodScaler["metric"];
  private readonly scaling: Knative;
  private readonly stable: SlidingMean;
  private readonly panic: SlidingMean;
  private readonly delayed: SlidingMaximum | undefined;
  private panicMicros: number | undefined;
  private mostInPanic = 0;
  private idleMicros: number | undefined;

  constructor(scaling: Knative) {
    this.scaling = scaling;
    this.metric = scaling.target.metric;
    const stableTicks = Math.max(1, Math.round(microsOf(scaling.stableWindowSeconds) / tickMicros));
    this.stable = new SlidingMean(stableTicks);
    this.panic = new SlidingMean(Math.max(1, Math.round(stableTicks * scaling.panicWindowShare)));
    const delayMicros = microsOf(scaling.scaleDownDelaySeconds);
    if (delayMicros > 0) this.delayed = new SlidingMaximum(delayMicros);
  }

  decide(seen: Observation): number {
    this.nextAtMicros += tickMicros;
    const { nowMicros, metric } = seen;
    const { target, maxScaleUpRate, maxScaleDownRate, panicThreshold } = this.scaling;
    const ready = Math.max(1, seen.ready);
    const most = Math.ceil(maxScaleUpRate * ready);
    const least = Math.floor(ready / maxScaleDownRate);
    const ofPanic = roundUp(this.panic.add(metric) / target.perReplica);
    const ofStable = roundUp(this.stable.add(metric) / target.perReplica);
    this.watchPanic(nowMicros, ofPanic / ready >= panicThreshold);
    let wanted = Math.min(Math.max(ofStable, least), most);
    if (this.panicMicros !== undefined) {
      this.mostInPanic = Math.max(this.mostInPanic, wanted, Math.min(Math.max(ofPanic, least), most));
      wanted = this.mostInPanic;
    }
    if (this.delayed !== undefined) wanted = this.delayed.add(nowMicros, wanted);
    return withinLimits(this.heldAtOne(nowMicros, wanted, seen.wanted), this.scaling.size, nowMicros);
  }

  private watchPanic(nowMicros: number, isOver: boolean): void {
    if (isOver) {
      this.panicMicros = nowMicros;
    } else if (
      this.panicMicros !== undefined &&
      nowMicros - this.panicMicros > microsOf(this.scaling.stableWindowSeconds)
    ) {
      this.panicMicros = undefined;
      this.mostInPanic = 0;
    }
  }

  private heldAtOne(nowMicros: number, wanted: number, before: number): number {
    if (wanted > 0) {
      this.idleMicros = undefined;
      return wanted;
    }
    if (before === 0 || leastReplicas(this.scaling.size, nowMicros) > 0) return 0;
    this.idleMicros ??= nowMicros;
    return nowMicros - this.idleMicros >= microsOf(this.scaling.scaleToZeroGraceSeconds) ? 0 : 1;
  }
}

/** Of the last so many numbers, or of all while there are less. */
class SlidingMean {
  private readonly numbers: Float64Array;
  private count = 0;
  private next = 0;
  private sum = 0;

  constructor(size: number) {
    this.numbers = new Float64Array(size);
  }

  add(number: number): number {
    const { numbers } = this;
    this.sum += number - numbers[this.next]!;
    numbers[this.next] = number;
    this.next++;
    if (this.count < numbers.length) this.count++;
    // Once round, the sum is made anew: what rounding left in it would keep a replica for nothing.
    if (this.next === numbers.length) {
      this.next = 0;
      this.sum = 0;
      for (const each of numbers) this.sum += each;
    }
    return this.sum / this.count;
  }
}

/** What rounding leaves of a sum is no replica. */
const roundUp = (replicas: number): number => Math.max(0, Math.ceil(replicas - 1e-9));
