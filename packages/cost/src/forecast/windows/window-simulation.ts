import { logarithm } from "../arithmetic/logarithm.js";
import type { BilledPlatform } from "../platform/create-platform.js";
import type { Load, ReplicaEvents } from "../platform/platform.js";
import type { Demand } from "./demand.js";
import { FluidQueue } from "./fluid-queue.js";
import type { Latencies, ReplicaResponse } from "./replica-response.js";
import type { LoadNoise } from "./load-noise.js";
import type { SparseArrivals } from "./sparse-arrivals.js";
import type { WindowSeries } from "./window-series.js";

export interface FluidTraffic {
  readonly demand: Demand;
  readonly sparse: SparseArrivals;
  readonly noise: LoadNoise;
  /** Variation of the times between arrivals of each window; 1 where it is absent. */
  readonly arrivalCv: Float64Array | undefined;
  /** Tells the response the sizes of a window's requests. */
  readonly setTokens: (response: ReplicaResponse, window: number) => void;
}

/** Longest step, and the longest time that one balance stands for. */
const stepMicros = 60e6;
const balanceMicros = 300e6;
/** Longest step while requests wait. */
const queueStepMicros = 15e6;

/**
 * Traffic as a fluid, from one event to the next: of the platform, of drains, and bends of the demand. Where replicas keep
 * up and nobody waits, all is in balance (`ReplicaResponse`). Otherwise requests wait in the order of their arrival,
 * replicas serve what full batches can, and who waited too long is dropped.
 */
export class WindowSimulation implements ReplicaEvents {
  arrived = 0;
  dropped = 0;
  /** Taken into replicas. */
  admitted = 0;
  attained = 0;
  metColdStart = 0;
  worstBacklog = 0;
  /** Requests in replicas at the last step. */
  inReplicas = 0;
  readonly queue = new FluidQueue();

  private readonly traffic: FluidTraffic;
  private readonly response: ReplicaResponse;
  private readonly latencies: Latencies;
  private readonly series: WindowSeries;
  private readonly maxBatch: number;
  private readonly timeoutMicros: number;
  private readonly platform: BilledPlatform;
  private nowMicros = 0;
  private window = -1;
  private isSparse = false;
  private arrivalCv = 1;
  /** Requests that new replicas took at once, and whose work is not done yet. */
  private ahead = 0;
  /** Places that were free when requests began to come faster than they are served: as many of the queue are in them. */
  private slack = 0;
  /** Requests in replicas then. */
  private inReplicasBefore = 0;
  /** Served in balance since it was recorded last. */
  private balanceAmount = 0;
  private balanceStarting = 0;
  private balanceSpan = 0;
  private balanceReplicas = 0;
  /** Since the platform's last turn. */
  private readonly load: { -readonly [K in keyof Load]: Load[K] } = {
    requestsPerSecond: 0,
    concurrency: 0,
    busyReplicas: 0,
  };
  private turnMicros = 0;
  private arrivedInTurn = 0;
  private presentInTurn = 0;
  private busyInTurn = 0;
  private readonly drains: { readonly atMicros: number; readonly replica: number }[] = [];

  constructor(
    traffic: FluidTraffic,
    response: ReplicaResponse,
    latencies: Latencies,
    series: WindowSeries,
    limits: { readonly maxBatch: number; readonly timeoutMicros: number },
    createPlatform: (events: ReplicaEvents) => BilledPlatform,
  ) {
    this.traffic = traffic;
    this.response = response;
    this.latencies = latencies;
    this.series = series;
    this.maxBatch = limits.maxBatch;
    this.timeoutMicros = limits.timeoutMicros;
    this.platform = createPlatform(this);
  }

  /** To the end of the traffic; gives the platform's last load. */
  run(): Load {
    const { platform, traffic, drains } = this;
    const { demand } = traffic;
    const end = demand.durationMicros;
    const longestQueueStep = Math.max(1, Math.min(queueStepMicros, Math.floor(this.timeoutMicros / 4)));
    this.enterWindow();
    for (;;) {
      while (platform.nextAtMicros <= this.nowMicros) platform.advance(this.loadOfTurn());
      if (this.nowMicros >= end) break;
      const isQuiet = this.queue.isEmpty && this.ahead === 0;
      let next = Math.min(demand.nextBend(this.nowMicros), end, platform.nextAtMicros);
      next = Math.min(next, this.nowMicros + (isQuiet ? stepMicros : longestQueueStep));
      if (drains.length > 0) next = Math.min(next, drains[0]!.atMicros);
      this.step(next);
      this.nowMicros = next;
      while (drains.length > 0 && drains[0]!.atMicros <= next) platform.drained(drains.shift()!.replica, next);
      if (next < end) this.enterWindow();
    }
    this.recordBalance();
    return this.loadOfTurn();
  }

  ready(_replica: number): void {
    // Those who wait fill its places at once; its work on them comes after.
    const amount = Math.min(this.waiting, this.maxBatch);
    if (amount <= 0) return;
    this.response.settleQueue(amount);
    this.serve(this.nowMicros, amount, Infinity, 0);
    this.ahead += amount;
  }

  drain(replica: number): void {
    const requests = this.inReplicas / Math.max(1, this.platform.readyReplicas + 1);
    this.inReplicasBefore = Math.max(0, this.inReplicasBefore - requests);
    if (requests <= 0) return this.platform.drained(replica, this.nowMicros);
    // The last of several to leave, stays being near to exponential.
    const last = this.response.staySeconds * (1 + logarithm(Math.max(1, requests)));
    const atMicros = this.nowMicros + Math.round(last * 1e6);
    let i = this.drains.length;
    while (i > 0 && this.drains[i - 1]!.atMicros > atMicros) i--;
    this.drains.splice(i, 0, { atMicros, replica });
  }

  lost(replica: number): void {
    const drain = this.drains.findIndex((entry) => entry.replica === replica);
    if (drain >= 0) this.drains.splice(drain, 1);
    const amount = Math.min(this.inReplicas / Math.max(1, this.platform.readyReplicas + 1), this.admitted);
    if (!(amount > 0)) return;
    this.attained -= this.attained * (amount / this.admitted);
    this.admitted -= amount;
    this.inReplicas -= amount;
    this.inReplicasBefore = Math.max(0, this.inReplicasBefore - amount);
    this.queue.push(this.nowMicros, this.nowMicros, amount);
  }

  private enterWindow(): void {
    const window = this.traffic.demand.windowAt(this.nowMicros);
    if (window === this.window) return;
    if (this.window >= 0) this.recordBalance();
    this.window = window;
    this.arrivalCv = this.traffic.arrivalCv?.[window] ?? 1;
    // Without any variation it is a fluid however little there is.
    this.isSparse = this.arrivalCv > 0 && this.traffic.sparse.enter(window);
    this.traffic.setTokens(this.response, window);
  }

  private step(toMicros: number): void {
    const from = this.nowMicros;
    if (toMicros <= from) return;
    const seconds = (toMicros - from) / 1e6;
    const { demand, sparse } = this.traffic;
    const rate = this.isSparse ? sparse.before(toMicros) / seconds : demand.meanRate(from, toMicros);
    const amount = rate * seconds;
    const replicas = this.platform.readyReplicas;
    const capacity = replicas * this.response.capacity;
    this.arrived += amount;
    this.arrivedInTurn += amount;
    const behind = this.queue.amount + this.ahead;
    if (behind === 0) {
      this.inReplicasBefore = this.inReplicas;
      this.slack = Math.max(0, replicas * this.maxBatch - this.inReplicas);
    }
    if (behind === 0 && (rate <= capacity || rate === 0)) {
      this.passBalance(from, toMicros, rate, replicas);
    } else if (rate < capacity && behind < (capacity - rate) * seconds) {
      // It is caught up with on the way.
      const caughtUp = Math.min(from + Math.ceil((behind / (capacity - rate)) * 1e6), toMicros);
      this.passQueue(from, caughtUp, rate, replicas, capacity);
      this.ahead = 0;
      if (caughtUp < toMicros) this.passBalance(caughtUp, toMicros, rate, replicas);
    } else {
      this.passQueue(from, toMicros, rate, replicas, capacity);
    }
    if (this.waiting > this.worstBacklog) this.worstBacklog = this.waiting;
  }

  /** Requests that have no place. */
  get waiting(): number {
    return Math.max(0, this.queue.amount - this.slack);
  }

  private passBalance(from: number, to: number, rate: number, replicas: number): void {
    const seconds = (to - from) / 1e6;
    const { response } = this;
    if (rate > 0) response.settleBatch(rate, replicas);
    this.inReplicas = rate > 0 ? replicas * response.batch + rate * response.firstTokenSeconds : 0;
    this.presentInTurn += this.inReplicas * seconds;
    this.busyInTurn += rate > 0 ? (rate / response.capacity) * seconds : 0;
    if (replicas !== this.balanceReplicas || this.balanceSpan >= balanceMicros) this.recordBalance();
    const amount = rate * seconds;
    this.admitted += amount;
    this.balanceReplicas = replicas;
    this.balanceAmount += amount;
    this.balanceSpan += to - from;
    if (this.platform.isStarting) this.balanceStarting += amount;
    this.series.pass(from, to, amount, 0);
  }

  private recordBalance(): void {
    const { response, balanceAmount, balanceReplicas } = this;
    if (balanceAmount > 0) {
      const rate = (balanceAmount / this.balanceSpan) * 1e6;
      response.settle(rate, balanceReplicas, this.arrivalCv);
      response.record(this.latencies, balanceAmount, 0);
      this.attained += balanceAmount * response.attained(0);
      this.metColdStart += this.balanceStarting * response.waitShare;
    }
    this.balanceAmount = 0;
    this.balanceStarting = 0;
    this.balanceSpan = 0;
  }

  private passQueue(from: number, to: number, rate: number, replicas: number, capacity: number): void {
    const seconds = (to - from) / 1e6;
    const { queue, response, platform } = this;
    if (this.slack > replicas * this.maxBatch) this.slack = replicas * this.maxBatch;
    // In that time those are served who have a place without waiting for it.
    const slackMicros = capacity > 0 ? (this.slack / capacity) * 1e6 : 0;
    const before = this.waiting;
    const amount = rate * seconds;
    this.dropLate(from - slackMicros);
    const present = this.inReplicasBefore + this.ahead + queue.amount;
    queue.push(from, to, amount);
    // Whoever waits for a start is in front: those who came before it, and those who come while it goes on.
    if (platform.isStarting && this.waiting > 0) {
      this.metColdStart += Math.max(0, this.waiting - queue.marked);
      queue.mark(this.waiting);
    }
    response.settleQueue((present + amount) / Math.max(1, replicas));
    const done = Math.min(capacity * seconds, this.ahead);
    this.ahead -= done;
    if (capacity > 0) {
      this.serve(from + (done / capacity) * 1e6, capacity * seconds - done, capacity, slackMicros);
    }
    const presentAfter = this.inReplicasBefore + this.ahead + queue.amount;
    this.inReplicas = presentAfter - this.waiting;
    this.presentInTurn += ((present + presentAfter) / 2) * seconds;
    this.busyInTurn += replicas * seconds;
    this.series.pass(from, to, amount, (before + this.waiting) / 2);
  }

  /** From the front of the queue, at a pace: those who are taken later have waited longer, or less long. */
  private serve(fromMicros: number, most: number, perSecond: number, slackMicros: number): void {
    const { queue, response } = this;
    let left = most;
    let at = fromMicros;
    while (left > 0 && !queue.isEmpty) {
      const amount = Math.min(left, queue.frontAmount);
      const arrival = queue.frontFromMicros;
      const lastArrival = arrival + (queue.frontToMicros - arrival) * (amount / queue.frontAmount);
      const end = at + (amount / perSecond) * 1e6;
      const wait = this.waitSeconds(at - arrival - slackMicros);
      const lastWait = this.waitSeconds(end - lastArrival - slackMicros);
      for (let i = 0; i < waitParts; i++) {
        const part = wait + ((lastWait - wait) * (i + 0.5)) / waitParts;
        response.record(this.latencies, amount / waitParts, part);
        this.attained += (amount / waitParts) * response.attained(part);
      }
      this.admitted += amount;
      queue.take(amount);
      left -= amount;
      at = end;
    }
  }

  private waitSeconds(micros: number): number {
    return Math.min(Math.max(micros, 0), this.timeoutMicros) / 1e6;
  }

  private dropLate(nowMicros: number): void {
    const { queue } = this;
    const latest = nowMicros - this.timeoutMicros;
    while (!queue.isEmpty && queue.frontFromMicros < latest) {
      const { frontFromMicros, frontToMicros, frontAmount } = queue;
      const isWhole = frontToMicros <= latest;
      const share = isWhole ? 1 : (latest - frontFromMicros) / (frontToMicros - frontFromMicros);
      this.dropped += frontAmount * share;
      queue.take(frontAmount * share);
      // A part of next to nothing may be nothing, and would be taken for ever.
      if (!isWhole) return;
    }
  }

  private loadOfTurn(): Load {
    const { load, response, arrivalCv } = this;
    const { noise } = this.traffic;
    const seconds = (this.nowMicros - this.turnMicros) / 1e6;
    if (seconds > 0) {
      // Sparse requests are single ones already; and without a word on its variation traffic is seen as smooth.
      const cv = this.isSparse || this.traffic.arrivalCv === undefined ? 0 : arrivalCv;
      load.requestsPerSecond = noise.arrivals(this.arrivedInTurn, cv) / seconds;
      const present = this.presentInTurn / seconds;
      const burstiness = cv === 0 ? 0 : (1 + cv * cv) / 2;
      // Where many wait, how many they are is seen well enough.
      const variance = Math.min(present, this.inReplicas) * burstiness * response.inertia;
      load.concurrency = noise.present(present, variance, response.staySeconds * response.inertia, seconds);
      load.busyReplicas = this.busyInTurn / seconds;
    } else {
      load.requestsPerSecond = 0;
      load.concurrency = this.inReplicas + this.waiting;
      load.busyReplicas = 0;
    }
    this.turnMicros = this.nowMicros;
    this.arrivedInTurn = 0;
    this.presentInTurn = 0;
    this.busyInTurn = 0;
    return load;
  }
}

/** Waits of one amount are told at so many points of it. */
const waitParts = 3;
