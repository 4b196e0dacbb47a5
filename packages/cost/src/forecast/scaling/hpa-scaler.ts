import { microsOf } from "../platform/micros.js";
import type { HpaScaling } from "./pod-scaling.js";
import type { Observation, PodScaler } from "./pod-scaler.js";
import { leastReplicas } from "./replica-limits.js";
import { SlidingMaximum } from "./sliding-maximum.js";

/** `pods` is a metric of each replica, `external` one number of all, as KEDA has it read. */
type MetricSource = "pods" | "external";

/**
 * The HorizontalPodAutoscaler with its default behaviour. At every sync the number wanted is the replicas that serve
 * times the ratio of their metric to its target, rounded up; nothing while the ratio is within the tolerance. Replicas
 * on their way count with a metric of 0 when there is too much for those that serve. Going down waits for the highest
 * number wanted within the stabilisation window; going up is limited to 4 more or to twice as many, whichever is more,
 * in 15 s.
 */
export class HpaScaler implements PodScaler {
  nextAtMicros: number;
  readonly metric: PodScaler["metric"];
  private readonly syncMicros: number;
  private readonly recommended: SlidingMaximum;
  private readonly growth: Growth;
  private readonly scaling: HpaScaling;
  private readonly source: MetricSource;

  constructor(scaling: HpaScaling, source: MetricSource = "pods") {
    this.scaling = scaling;
    this.source = source;
    this.metric = scaling.target.metric;
    this.syncMicros = microsOf(scaling.syncSeconds);
    this.nextAtMicros = this.syncMicros;
    this.recommended = new SlidingMaximum(microsOf(scaling.scaleDownStabilizationSeconds));
    this.growth = new Growth();
  }

  decide(seen: Observation): number {
    this.nextAtMicros += this.syncMicros;
    const { nowMicros, wanted } = seen;
    // At 0 replicas autoscaling is off.
    if (wanted === 0) return leastReplicas(this.scaling.size, nowMicros);
    const recommended = this.source === "pods" ? this.ofPods(seen) : this.ofAll(seen);
    const highest = this.recommended.add(nowMicros, recommended);
    const stable = recommended < wanted ? Math.min(highest, wanted) : recommended;
    // Limits hold at once, whatever the pace of growth.
    const least = Math.max(1, leastReplicas(this.scaling.size, nowMicros));
    const limited = Math.max(Math.min(stable, this.growth.most(nowMicros, wanted)), least);
    const next = Math.min(limited, this.scaling.size.max);
    this.growth.record(nowMicros, next - wanted);
    return next;
  }

  private ofPods({ metric, ready, wanted }: Observation): number {
    // Nothing to read.
    if (ready === 0) return wanted;
    const { perReplica } = this.scaling.target;
    const ratio = metric / (perReplica * ready);
    const isShort = ratio > 1 && wanted > ready;
    const counted = isShort ? wanted : ready;
    const countedRatio = isShort ? metric / (perReplica * counted) : ratio;
    if (this.isWithinTolerance(countedRatio) || (isShort && countedRatio < 1)) return wanted;
    return roundUp(countedRatio * counted);
  }

  private ofAll({ metric, wanted }: Observation): number {
    const { perReplica } = this.scaling.target;
    return this.isWithinTolerance(metric / (perReplica * wanted)) ? wanted : roundUp(metric / perReplica);
  }

  private isWithinTolerance(ratio: number): boolean {
    return Math.abs(ratio - 1) <= this.scaling.tolerance;
  }
}

/** The default policies of going up: 4 pods or 100 percent of those at the start of the last 15 s, the more of both. */
class Growth {
  private readonly at: number[] = [];
  private readonly added: number[] = [];

  most(nowMicros: number, replicas: number): number {
    let recently = 0;
    for (let i = this.at.length - 1; i >= 0 && this.at[i]! > nowMicros - growthMicros; i--) recently += this.added[i]!;
    const before = replicas - recently;
    return Math.max(before + 4, 2 * before);
  }

  record(nowMicros: number, added: number): void {
    while (this.at.length > 0 && this.at[0]! <= nowMicros - growthMicros) {
      this.at.shift();
      this.added.shift();
    }
    if (added <= 0) return;
    this.at.push(nowMicros);
    this.added.push(added);
  }
}

const growthMicros = microsOf(15);

/** A sum of shares may lie a last bit over the whole number that it is. */
const roundUp = (replicas: number): number => Math.ceil(replicas - 1e-9);
