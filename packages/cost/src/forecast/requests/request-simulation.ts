import type { Load, Platform, ReplicaEvents } from "../platform/platform.js";
import type { ReplicaProfile } from "../service/replica-profile.js";
import type { RequestBatch, RequestSource } from "../traffic/traffic.js";
import type { LeavingRequest } from "./replica-bank.js";
import { ReplicaBank } from "./replica-bank.js";
import { WaitingQueue } from "./waiting-queue.js";

/** Who is told what happens. Objects that are given hold good until the listener returns. */
export interface SimulationListener {
  served(request: LeavingRequest, nowMicros: number): void;
  /** The end of each window, the last of which may be shorter. */
  windowEnded(sums: WindowSums): void;
}

/** Of one window. */
export interface WindowSums {
  micros: number;
  arrivals: number;
  /** Requests in the queue times the time that they were there. */
  queuedMicros: number;
}

export interface SimulationLimits {
  readonly queueTimeoutMicros: number;
  readonly windowMicros: number;
}

/** Counts of a whole simulation. */
export interface SimulationCounts {
  arrived: number;
  served: number;
  dropped: number;
  metColdStart: number;
  worstBacklog: number;
}

/**
 * Requests one by one through a gateway's queue and replicas that come and go. At one moment departures come first, then
 * what the platform does, then time-outs, then arrivals; all else follows from the order of the source.
 */
export class RequestSimulation implements ReplicaEvents {
  readonly counts: SimulationCounts = { arrived: 0, served: 0, dropped: 0, metColdStart: 0, worstBacklog: 0 };
  readonly bank: ReplicaBank;
  readonly queue = new WaitingQueue();
  private readonly source: RequestSource;
  private readonly listener: SimulationListener;
  private readonly platform: Platform;
  private readonly limits: SimulationLimits;
  private nowMicros = 0;
  /** Since the platform's last turn: arrivals, work done, and requests in the system times their time. */
  private arrivals = 0;
  private workMicros = 0;
  private presentMicros = 0;
  private presentSince = 0;
  private turnMicros = 0;
  private readonly workOfInputToken: number;
  private readonly workOfOutputToken: number;
  /** Since the last window's end. */
  private readonly sums: WindowSums = { micros: 0, arrivals: 0, queuedMicros: 0 };
  private windowStart = 0;
  private queuedSince = 0;

  constructor(
    source: RequestSource,
    replica: ReplicaProfile,
    limits: SimulationLimits,
    createPlatform: (events: ReplicaEvents) => Platform,
    listener: SimulationListener,
  ) {
    this.source = source;
    this.limits = limits;
    this.listener = listener;
    this.bank = new ReplicaBank(replica);
    // Work is told in the time of a replica whose batch is full, as it does most then.
    this.workOfInputToken = 1e6 / replica.prefillTokensPerSecond;
    this.workOfOutputToken = (1000 * replica.decodeMs) / replica.maxBatch + 1000 * replica.decodeMsPerRequest;
    this.platform = createPlatform(this);
  }

  /** To the end of the traffic; gives the load since the platform's last turn. */
  run(): Load {
    const { source, bank, queue, platform } = this;
    const endMicros = source.durationMicros;
    const timeoutMicros = this.limits.queueTimeoutMicros;
    let windowEnd = Math.min(this.limits.windowMicros, endMicros);
    let batch: RequestBatch | undefined = source.next();
    let index = 0;
    for (;;) {
      while (batch !== undefined && index === batch.count) {
        batch = source.next();
        index = 0;
      }
      const arrival = batch === undefined ? Infinity : batch.arrivalMicros[index]!;
      const departure = bank.nextDepartureMicros;
      const timeout = queue.length > 0 ? queue.firstSinceMicros + timeoutMicros : Infinity;
      const turn = platform.nextAtMicros;
      const calendar = turn < windowEnd ? turn : windowEnd;
      if (arrival < departure && arrival < timeout && arrival < calendar) {
        this.arrive(arrival, batch!.inputTokens[index]!, batch!.outputTokens[index]!);
        index++;
      } else if (departure <= timeout && departure <= calendar) {
        this.depart(departure);
      } else if (turn <= timeout && turn < windowEnd) {
        this.takeTurn(turn);
      } else if (timeout < windowEnd) {
        this.drop(timeout);
      } else {
        this.endWindow(windowEnd);
        if (windowEnd >= endMicros) return this.loadUntil(endMicros);
        windowEnd = Math.min(windowEnd + this.limits.windowMicros, endMicros);
      }
    }
  }

  private arrive(nowMicros: number, inputTokens: number, outputTokens: number): void {
    this.presentMicros += (this.bank.total + this.queue.length) * (nowMicros - this.presentSince);
    this.presentSince = nowMicros;
    this.arrivals++;
    this.sums.arrivals++;
    this.counts.arrived++;
    // Who finds others waiting waits behind them: then no replica has a place.
    if (this.bank.hasPlace) this.bank.admit(nowMicros, nowMicros, inputTokens, outputTokens, 0);
    else this.wait(nowMicros, nowMicros, inputTokens, outputTokens, 0);
  }

  private depart(nowMicros: number): void {
    const { bank } = this;
    this.presentMicros += (bank.total + this.queue.length) * (nowMicros - this.presentSince);
    this.presentSince = nowMicros;
    this.nowMicros = nowMicros;
    const replica = bank.depart(nowMicros);
    const { left } = bank;
    this.workMicros += left.inputTokens * this.workOfInputToken;
    if (left.outputTokens > 1) this.workMicros += (left.outputTokens - 1) * this.workOfOutputToken;
    this.counts.served++;
    this.listener.served(left, nowMicros);
    if (this.queue.length > 0) this.admitWaiting(nowMicros);
    if (!bank.isOpen(replica) && bank.requestsIn(replica) === 0) this.platform.drained(replica, nowMicros);
  }

  private wait(arrivalMicros: number, nowMicros: number, input: number, output: number, coldStart: number): void {
    const { queue, counts } = this;
    this.sums.queuedMicros += queue.length * (nowMicros - this.queuedSince);
    this.queuedSince = nowMicros;
    queue.push(arrivalMicros, nowMicros, input, output, coldStart);
    if (queue.length > counts.worstBacklog) counts.worstBacklog = queue.length;
    if (this.platform.isStarting) counts.metColdStart += queue.meetColdStart();
  }

  private admitWaiting(nowMicros: number): void {
    const { bank, queue } = this;
    this.sums.queuedMicros += queue.length * (nowMicros - this.queuedSince);
    this.queuedSince = nowMicros;
    while (queue.length > 0 && bank.hasPlace) {
      const { firstArrivalMicros, firstInputTokens, firstOutputTokens, firstColdStart } = queue;
      bank.admit(nowMicros, firstArrivalMicros, firstInputTokens, firstOutputTokens, firstColdStart);
      queue.shift();
    }
  }

  private drop(nowMicros: number): void {
    const { bank, queue } = this;
    this.presentMicros += (bank.total + queue.length) * (nowMicros - this.presentSince);
    this.presentSince = nowMicros;
    this.sums.queuedMicros += queue.length * (nowMicros - this.queuedSince);
    this.queuedSince = nowMicros;
    queue.shift();
    this.counts.dropped++;
  }

  /** The platform's turn: controllers look at the load, nodes and replicas come and go. */
  private takeTurn(nowMicros: number): void {
    const { queue, platform } = this;
    this.nowMicros = nowMicros;
    platform.advance(this.loadUntil(nowMicros));
    if (queue.length > 0) {
      this.admitWaiting(nowMicros);
      if (platform.isStarting) this.counts.metColdStart += queue.meetColdStart();
    }
  }

  private loadUntil(nowMicros: number): Load {
    this.presentMicros += (this.bank.total + this.queue.length) * (nowMicros - this.presentSince);
    this.presentSince = nowMicros;
    const micros = nowMicros - this.turnMicros;
    // Several turns at one moment read what is there then.
    const load =
      micros > 0
        ? {
            requestsPerSecond: (1e6 * this.arrivals) / micros,
            concurrency: this.presentMicros / micros,
            busyReplicas: this.workMicros / micros,
          }
        : { requestsPerSecond: 0, concurrency: this.bank.total + this.queue.length, busyReplicas: 0 };
    if (micros > 0) {
      this.arrivals = 0;
      this.presentMicros = 0;
      this.workMicros = 0;
      this.turnMicros = nowMicros;
    }
    return load;
  }

  private endWindow(nowMicros: number): void {
    const { queue, sums } = this;
    sums.micros = nowMicros - this.windowStart;
    sums.queuedMicros += queue.length * (nowMicros - this.queuedSince);
    this.queuedSince = nowMicros;
    this.listener.windowEnded(sums);
    sums.arrivals = 0;
    sums.queuedMicros = 0;
    this.windowStart = nowMicros;
  }

  ready(replica: number): void {
    this.bank.open(replica, this.nowMicros);
  }

  drain(replica: number): void {
    this.bank.close(replica);
    if (this.bank.requestsIn(replica) === 0) this.platform.drained(replica, this.nowMicros);
  }

  lost(replica: number): void {
    const { bank } = this;
    bank.close(replica);
    while (bank.requestsIn(replica) > 0) {
      bank.takeOut(replica);
      const { arrivalMicros, inputTokens, outputTokens, coldStart } = bank.left;
      this.wait(arrivalMicros, this.nowMicros, inputTokens, outputTokens, coldStart);
    }
  }
}
