import { exponential } from "../arithmetic/exponential.js";
import { logarithm, power } from "../arithmetic/logarithm.js";
import { normalShareBelow } from "../arithmetic/normal-share.js";
import type { LatencyHistogram } from "../outcome/latency-histogram.js";
import type { ServiceLevel } from "../scenario.js";
import type { ReplicaProfile } from "../service/replica-profile.js";
import { capacityOf } from "../service/service-law.js";
import type { TrafficTokens } from "../service/traffic-tokens.js";
import { exponentialNumbers, lognormalNumbers, normalNumbers, shareWeights } from "./shares.js";

/** Histograms of one forecast. */
export interface Latencies {
  readonly firstToken: LatencyHistogram;
  readonly endToEnd: LatencyHistogram;
  readonly perToken: LatencyHistogram;
}

/**
 * What a number of replicas answers to a rate that they can serve, as closed forms of queues in balance:
 * - The batch `b` and the time of a token `(decodeMs + decodeMsPerRequest * m) / (1 - s)` settle where Little's law holds;
 *   `s` is the share of the time that prompts take, and a request finds a batch of `m`: itself and, as requests go to the
 *   replica that has least, an even part of the others.
 * - Batches swing as a Poisson number of all requests does, times the burstiness of arrivals, spread over all replicas.
 * - Prompts wait for each other as in M/G/1.
 * - A request waits for a place as in Sakasegawa's approximation of G/G/c, the places of all batches being the servers;
 *   those who wait do so for an exponential time.
 * Fields hold what the last `settle` found. One object, so that a step makes none.
 */
export class ReplicaResponse {
  /** Requests in decode in each replica, as a mean. */
  batch = 0;
  secondsPerToken = 0;
  /** Of a request that waits for no place. */
  firstTokenSeconds = 0;
  /** Share of requests that wait for a place, and how long those do. */
  waitShare = 0;
  waitSeconds = 0;
  /** How much slower a batch comes back to its mean for being slower when it is larger; at most as that of M/M/1 does. */
  inertia = 1;
  /** Requests per second that one replica serves with a full batch. */
  capacity = 0;

  private batchDeviation = 0;
  private prefillShare = 0;
  private inputSeconds = 0;
  private decodedTokens = 0;
  private readonly replica: ReplicaProfile;
  private readonly slo: ServiceLevel;
  private readonly inputCv: number;
  private readonly outputCv: number;
  private readonly inputs: Float64Array;
  private readonly outputs: Float64Array;

  constructor(replica: ReplicaProfile, slo: ServiceLevel, inputCv: number, outputCv: number) {
    this.replica = replica;
    this.slo = slo;
    this.inputCv = inputCv;
    this.outputCv = outputCv;
    this.inputs = lognormalNumbers(inputCv);
    this.outputs = lognormalNumbers(outputCv);
  }

  /** Mean sizes of the requests that come from now on. */
  setTokens(tokens: TrafficTokens): void {
    this.capacity = capacityOf(this.replica, tokens);
    this.inputSeconds = tokens.inputTokens.mean / this.replica.prefillTokensPerSecond;
    this.decodedTokens = Math.max(0, tokens.outputTokens.mean - 1);
  }

  /** Only the batch and what follows from it: what autoscalers read at every step. */
  settleBatch(requestsPerSecond: number, replicas: number): void {
    const { decodeMs, decodeMsPerRequest, maxBatch } = this.replica;
    const rate = requestsPerSecond / replicas;
    const prefillShare = Math.min(rate * this.inputSeconds, 0.999);
    const tokensPerMs = (rate * this.decodedTokens) / 1000;
    const left = 1 - prefillShare - tokensPerMs * decodeMsPerRequest;
    let batch = left > 0 ? (tokensPerMs * (decodeMs + decodeMsPerRequest / replicas)) / left : maxBatch;
    if (batch > maxBatch) batch = maxBatch;
    let found = batch + 1 / replicas;
    if (found < 1) {
      found = 1;
      batch = (tokensPerMs * (decodeMs + decodeMsPerRequest)) / (1 - prefillShare);
    }
    if (found > maxBatch) found = maxBatch;
    this.batch = batch;
    this.prefillShare = prefillShare;
    const slowed = (decodeMs + decodeMsPerRequest * batch) / (1 - prefillShare);
    this.inertia = Math.min(1 + batch, decodeMs > 0 ? slowed / decodeMs : Infinity);
    this.setPace(found);
  }

  /** All that `record` and `attained` need. `arrivalCv` is the variation of the times between arrivals. */
  settle(requestsPerSecond: number, replicas: number, arrivalCv: number): void {
    this.settleBatch(requestsPerSecond, replicas);
    const { maxBatch } = this.replica;
    const arrivalSquare = arrivalCv * arrivalCv;
    const burstiness = (1 + arrivalSquare) / 2;
    // A request sees a mean over its stay.
    this.batchDeviation = Math.sqrt((seenShare * this.batch * burstiness * this.inertia) / replicas);
    // Over 0.99 a balance is further off than the traffic stays the same.
    const load = Math.min(requestsPerSecond / (replicas * this.capacity), 0.99);
    const places = replicas * maxBatch;
    const exponent = (Math.sqrt(2 * (places + 1)) - 1) / Math.sqrt(Math.max(1, burstiness));
    const occupied = Math.min(this.batch / maxBatch, 0.99);
    this.waitShare = occupied > 0 ? power(occupied, exponent) : 0;
    const serviceSquare = this.outputCv * this.outputCv;
    this.waitSeconds = (arrivalSquare + serviceSquare) / 2 / (1 - load) / (replicas * this.capacity);
  }

  /** Replicas with batches of a given size, whose requests waited for a place and now wait for none. */
  settleQueue(batch: number): void {
    const { maxBatch } = this.replica;
    this.batch = Math.min(Math.max(batch, 1), maxBatch);
    this.prefillShare = Math.min(this.capacity * this.inputSeconds * (this.batch / maxBatch), 0.999);
    this.batchDeviation = 0;
    this.waitShare = 0;
    this.waitSeconds = 0;
    this.setPace(this.batch);
  }

  /** How long all requests stay, as a mean. */
  get staySeconds(): number {
    return this.firstTokenSeconds + this.decodedTokens * this.secondsPerToken;
  }

  /** Share of requests that are in time, with `queuedSeconds` of waiting behind them. */
  attained(queuedSeconds: number): number {
    return this.firstTokenAttained(queuedSeconds) * this.paceAttained();
  }

  record(latencies: Latencies, weight: number, queuedSeconds: number): void {
    const { firstToken, endToEnd, perToken } = latencies;
    const decodeSeconds = this.decodedTokens * this.secondsPerToken;
    const beside = this.firstTokenSeconds - this.inputSecondsOf(1) + queuedSeconds;
    const direct = weight * (1 - this.waitShare);
    const waited = weight * this.waitShare;
    const isWaitSeen = this.waitShare > leastShare;
    for (let i = 0; i < shareWeights.length; i++) {
      const share = shareWeights[i]!;
      firstToken.record(beside + this.inputSecondsOf(this.inputs[i]!), direct * share);
      endToEnd.record(queuedSeconds + this.firstTokenSeconds + this.outputs[i]! * decodeSeconds, direct * share);
      perToken.record(this.paceAt(normalNumbers[i]!), weight * share);
      if (!isWaitSeen) continue;
      const wait = queuedSeconds + exponentialNumbers[i]! * this.waitSeconds;
      firstToken.record(wait + this.firstTokenSeconds, waited * share);
      endToEnd.record(wait + this.firstTokenSeconds + decodeSeconds, waited * share);
    }
    // Too few to be seen in a percentile: they keep the weights whole.
    if (!isWaitSeen) {
      firstToken.record(queuedSeconds + this.firstTokenSeconds + this.waitSeconds, waited);
      endToEnd.record(queuedSeconds + this.firstTokenSeconds + decodeSeconds + this.waitSeconds, waited);
    }
  }

  private setPace(found: number): void {
    const { decodeMs, decodeMsPerRequest, firstTokenMs } = this.replica;
    const share = this.prefillShare;
    this.secondsPerToken = (decodeMs + decodeMsPerRequest * found) / (1 - share) / 1000;
    const promptWait = (share * this.inputSeconds * (1 + this.inputCv * this.inputCv)) / (2 * (1 - share));
    const iteration = (iterationsBeside * decodeMsPerRequest * found) / 1000;
    this.firstTokenSeconds = firstTokenMs / 1000 + iteration + promptWait + this.inputSecondsOf(1);
  }

  private inputSecondsOf(size: number): number {
    const perToken = (this.replica.firstTokenMsPerInputToken ?? 0) / 1000;
    return size * this.inputSeconds * (1 + perToken * this.replica.prefillTokensPerSecond);
  }

  private paceAt(z: number): number {
    const { decodeMsPerRequest, decodeMs } = this.replica;
    const swing = (z * this.batchDeviation * decodeMsPerRequest) / (1 - this.prefillShare) / 1000;
    return Math.max(decodeMs / 1000, this.secondsPerToken + swing);
  }

  private paceAttained(): number {
    const room = this.slo.secondsPerToken - this.secondsPerToken;
    const { decodeMsPerRequest } = this.replica;
    const deviation = (this.batchDeviation * decodeMsPerRequest) / (1 - this.prefillShare) / 1000;
    if (this.decodedTokens === 0) return 1;
    return deviation > 0 ? normalShareBelow(room / deviation) : room >= 0 ? 1 : 0;
  }

  private firstTokenAttained(queuedSeconds: number): number {
    const room = this.slo.firstTokenSeconds - queuedSeconds - this.firstTokenSeconds;
    const own = this.inputSecondsOf(1);
    let direct = room >= 0 ? 1 : 0;
    if (this.inputCv > 0 && own > 0) {
      const variance = logarithm(1 + this.inputCv * this.inputCv);
      const size = 1 + room / own;
      direct = size > 0 ? normalShareBelow(logarithm(size) / Math.sqrt(variance) + Math.sqrt(variance) / 2) : 0;
    }
    if (this.waitShare <= 0) return direct;
    const waited = room > 0 ? (this.waitSeconds > 0 ? 1 - exponential(-room / this.waitSeconds) : 1) : 0;
    return direct * (1 - this.waitShare) + waited * this.waitShare;
  }
}

/** Variance of a mean over a stay as long as numbers stay correlated: `2 / e`. */
const seenShare = 0.736;

/** Half of the iteration that runs, and the request's own. */
const iterationsBeside = 1.5;

/** Below this no percentile that is asked for changes. */
const leastShare = 1e-6;
