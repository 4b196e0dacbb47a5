import { createNodeScaler, createPodScaler } from "../scaling/create-scalers.js";
import type { NodeScaler } from "../scaling/node-scaler.js";
import type { Observation, PodScaler } from "../scaling/pod-scaler.js";
import { replicasAtStart } from "../scaling/replicas-at-start.js";
import type { Scenario } from "../scenario.js";
import type { PlatformBill } from "./bill.js";
import { billOf } from "./bill.js";
import { checkScenario } from "./check-scenario.js";
import { Fleet } from "./fleet.js";
import type { FleetPool } from "./fleet-node.js";
import type { Interruption } from "./interruption.js";
import { uninterrupted } from "./interruption.js";
import { Ledger } from "./ledger.js";
import type { Load, Platform, ReplicaEvents } from "./platform.js";
import { PlatformSeries } from "./platform-series.js";
import { RenewalInterruption } from "./renewal-interruption.js";
import { ReplayInterruption } from "./replay-interruption.js";
import { minimumAt, nextMinimumChange } from "./scheduled-minimum.js";
import type { ServingPool } from "./serving-pool.js";
import { TransitionQueue } from "./transition-queue.js";

export interface PlatformOptions {
  readonly durationMicros: number;
  /** Of the series that the bill has. */
  readonly seriesWindowMicros: number;
  /** Load before the traffic begins: what replicas are there at 0. Their minimum unless it is said. */
  readonly loadAtStart?: Pick<Load, "requestsPerSecond" | "concurrency">;
  /** What the clairvoyant bound knows: the highest rate of each of these windows. No other scaling reads it. */
  readonly foresight?: Foresight;
}

export interface Foresight {
  readonly windowMicros: number;
  readonly requestsPerSecond: Float64Array;
}

export interface BilledPlatform extends Platform {
  /** The end, with the load since the last `advance`. */
  finish(nowMicros: number, load: Load): PlatformBill;
}

/** Throws a RangeError for a scenario that no platform could be made of. */
export const createPlatform = (scenario: Scenario, events: ReplicaEvents, options: PlatformOptions): BilledPlatform => {
  checkScenario(scenario);
  return new RunningPlatform(scenario, events, options);
};

class RunningPlatform implements BilledPlatform {
  nextAtMicros = 0;
  private readonly transitions = new TransitionQueue();
  private readonly pools: readonly FleetPool[];
  private readonly interruptions: readonly Interruption[];
  private readonly series: PlatformSeries;
  private readonly ledger: Ledger;
  private readonly fleet: Fleet;
  private readonly podScaler: PodScaler;
  private readonly nodeScaler: NodeScaler;
  private readonly seen: Observation = { nowMicros: 0, metric: 0, ready: 0, wanted: 0 };
  private nextMinimumMicros = 0;
  private advancedMicros = 0;
  private decidedMicros = 0;
  /** The autoscaler's metric since its last decision, times microseconds. */
  private metricSum = 0;
  private isStarted = false;
  private readonly scenario: Scenario;
  private readonly options: PlatformOptions;

  constructor(scenario: Scenario, events: ReplicaEvents, options: PlatformOptions) {
    this.scenario = scenario;
    this.options = options;

    this.pools = scenario.pools.map((spec, index) => ({ spec, index, nodes: [], minimum: spec.size.min }));
    this.interruptions = scenario.pools.map((pool) => interruptionOf(pool, scenario.seed));
    const windows = Math.max(1, Math.ceil(options.durationMicros / options.seriesWindowMicros));
    this.series = new PlatformSeries(options.seriesWindowMicros, windows, this.pools.length);
    this.ledger = new Ledger(this.pools, this.series);
    this.fleet = new Fleet(this.pools, this.transitions, this.ledger, this.interruptions, events);
    this.podScaler = createPodScaler(scenario.podScaling, options.foresight);
    this.nodeScaler = createNodeScaler(scenario);
  }

  get readyReplicas(): number {
    return this.fleet.serving;
  }

  get isStarting(): boolean {
    return this.fleet.starting > 0;
  }

  advance(load: Load): void {
    const now = this.nextAtMicros;
    this.pass(now, load);
    if (!this.isStarted) this.start();
    // What happens may have more to happen at once.
    while (this.nextAtMicros <= now) {
      while (this.transitions.nextAtMicros <= now) this.transitions.take()();
      this.advanceInterruptions(now);
      if (this.nextMinimumMicros <= now) this.changeMinimums(now);
      if (this.podScaler.nextAtMicros <= now) this.decide(now);
      if (this.fleet.hasChanged) this.tellNodeScaler();
      if (this.nodeScaler.nextAtMicros <= now) this.nodeScaler.look(this.fleet);
      this.plan();
    }
  }

  drained(replica: number, nowMicros: number): void {
    // While `drain` is told, nothing has passed.
    this.ledger.moveTo(nowMicros);
    this.fleet.nowMicros = Math.max(this.fleet.nowMicros, nowMicros);
    this.fleet.drained(replica);
    this.fleet.placePending();
    this.tellNodeScaler();
    this.plan();
  }

  finish(nowMicros: number, load: Load): PlatformBill {
    this.pass(nowMicros, load);
    return billOf(this.scenario, this.ledger.accounts, this.series, nowMicros);
  }

  private pass(now: number, load: Load): void {
    const metric = this.podScaler.metric === "concurrency" ? load.concurrency : load.requestsPerSecond;
    this.metricSum += metric * (now - this.advancedMicros);
    this.advancedMicros = now;
    this.ledger.moveTo(now);
    this.ledger.settle(load.busyReplicas);
    this.fleet.nowMicros = now;
  }

  /** Before the first request all is as it would be had it gone on so for long. */
  private start(): void {
    this.isStarted = true;
    const { fleet } = this;
    const { loadAtStart, foresight } = this.options;
    this.setMinimums(0);
    fleet.ensureMinimums();
    const wanted = replicasAtStart(this.scenario.podScaling, loadAtStart, foresight);
    fleet.scaleTo(wanted);
    this.series.wanted = wanted;
    if (this.scenario.nodeScaling.kind !== "none") {
      for (const pool of this.pools) {
        const asked = Math.ceil(fleet.pending.length / pool.spec.replicasPerNode);
        for (let left = fleet.room(pool, asked); left > 0; left--) fleet.addNode(pool);
        fleet.placePending();
      }
    }
    fleet.startsAreFree = this.scenario.podScaling.kind === "clairvoyant";
    this.ledger.isStarted = true;
  }

  private decide(now: number): void {
    const { seen, fleet } = this;
    const micros = now - this.decidedMicros;
    seen.nowMicros = now;
    seen.metric = micros > 0 ? this.metricSum / micros : 0;
    seen.ready = fleet.serving;
    seen.wanted = fleet.wanted;
    this.metricSum = 0;
    this.decidedMicros = now;
    const wanted = this.podScaler.decide(seen);
    if (wanted === fleet.wanted) return;
    fleet.scaleTo(wanted);
    this.series.wanted = wanted;
  }

  private advanceInterruptions(now: number): void {
    for (let i = 0; i < this.pools.length; i++) {
      const interruption = this.interruptions[i]!;
      while (interruption.nextAtMicros <= now) {
        this.fleet.interrupt(interruption.advance(this.pools[i]!));
        this.fleet.ensureMinimums();
        this.fleet.hasChanged = true;
      }
    }
  }

  private changeMinimums(now: number): void {
    this.setMinimums(now);
    this.fleet.ensureMinimums();
    this.fleet.hasChanged = true;
  }

  private setMinimums(now: number): void {
    this.nextMinimumMicros = Infinity;
    for (const pool of this.pools) {
      const { size, schedule } = pool.spec;
      pool.minimum = Math.min(minimumAt(size.min, schedule, now), size.max);
      this.nextMinimumMicros = Math.min(this.nextMinimumMicros, nextMinimumChange(schedule, now));
    }
  }

  private tellNodeScaler(): void {
    this.fleet.hasChanged = false;
    this.nodeScaler.changed(this.fleet);
  }

  private plan(): void {
    let next = Math.min(this.transitions.nextAtMicros, this.nextMinimumMicros);
    for (const { nextAtMicros } of this.interruptions) next = Math.min(next, nextAtMicros);
    this.nextAtMicros = Math.min(next, this.podScaler.nextAtMicros, this.nodeScaler.nextAtMicros);
  }
}

const interruptionOf = ({ name, interruptions }: ServingPool, seed: number): Interruption => {
  if (interruptions === undefined) return uninterrupted;
  if (interruptions.kind === "replay") return new ReplayInterruption(interruptions, seed, name);
  return new RenewalInterruption(interruptions, seed, name);
};
