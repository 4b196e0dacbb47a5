import { LatencyHistogram } from "../outcome/latency-histogram.js";
import type { ServiceLevel } from "../scenario.js";
import { leastPaceTokens } from "../service/late-share.js";
import type { TrafficTokens } from "../service/traffic-tokens.js";
import type { LeavingRequest } from "./replica-bank.js";
import type { SimulationListener, WindowSums } from "./request-simulation.js";

/** What became of requests, in room that does not grow with their number. */
export class RequestOutcomes implements SimulationListener {
  readonly firstToken = new LatencyHistogram();
  readonly endToEnd = new LatencyHistogram();
  readonly perToken = new LatencyHistogram();
  readonly requestsPerSecond: Float64Array;
  readonly backlog: Float64Array;
  /** In time by first token and pace. */
  inTime = 0;
  private readonly firstTokenMicros: number;
  private readonly microsPerToken: number;
  private readonly inputs = new Moments();
  private readonly outputs = new Moments();
  private windows = 0;
  private readonly onWindow: ((ended: number) => void) | undefined;

  constructor(slo: ServiceLevel, windows: number, onWindow?: (ended: number) => void) {
    this.onWindow = onWindow;
    this.firstTokenMicros = 1e6 * slo.firstTokenSeconds;
    this.microsPerToken = 1e6 * slo.secondsPerToken;
    this.requestsPerSecond = new Float64Array(windows);
    this.backlog = new Float64Array(windows);
  }

  served(request: LeavingRequest, nowMicros: number): void {
    const { arrivalMicros, inputTokens, outputTokens } = request;
    const firstMicros = request.firstTokenMicros - arrivalMicros;
    const wholeMicros = nowMicros + request.delayMicros - arrivalMicros;
    const restMicros = wholeMicros - firstMicros;
    this.firstToken.record(firstMicros * 1e-6, 1);
    this.endToEnd.record(wholeMicros * 1e-6, 1);
    this.inputs.add(inputTokens);
    this.outputs.add(outputTokens);
    const paced = outputTokens - 1;
    if (paced > 0) this.perToken.record((restMicros * 1e-6) / paced, 1);
    const allowed = (paced > leastPaceTokens ? paced : leastPaceTokens) * this.microsPerToken;
    if (firstMicros <= this.firstTokenMicros && (restMicros <= allowed || paced <= 0)) this.inTime++;
  }

  windowEnded({ micros, arrivals, queuedMicros }: WindowSums): void {
    if (!(micros > 0)) return;
    this.requestsPerSecond[this.windows] = (1e6 * arrivals) / micros;
    this.backlog[this.windows] = queuedMicros / micros;
    this.windows++;
    this.onWindow?.(this.windows);
  }

  /** Sizes of the requests that were served. */
  get tokens(): TrafficTokens {
    return { inputTokens: this.inputs.sizes, outputTokens: this.outputs.sizes };
  }
}

class Moments {
  private count = 0;
  private sum = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.squares += value * value;
  }

  get sizes(): { readonly mean: number; readonly cv: number } {
    if (this.sum === 0) return { mean: 0, cv: 0 };
    const mean = this.sum / this.count;
    return { mean, cv: Math.sqrt(Math.max(0, this.squares / this.count - mean * mean)) / mean };
  }
}
