import { ratesOf } from "./rates-of.js";
import type { RateTrace, RequestTrace } from "./traffic.js";

/** What of a traffic decides whether autoscaling pays. All rates are of windows, so say with which. */
export interface TrafficFigures {
  readonly windowSeconds: number;
  readonly windows: number;
  /** Windows without a request. */
  readonly emptyWindows: number;
  readonly durationSeconds: number;
  readonly requests: number;
  readonly meanPerSecond: number;
  readonly p99PerSecond: number;
  readonly peakPerSecond: number;
  readonly meanOverPeak: number;
  readonly meanOverP99: number;
  /** Of the windows' rates: standard deviation by mean. */
  readonly coefficientOfVariation: number;
  /** Of the times between arrivals: of single requests as a whole, of rates the mean of what their windows say. */
  readonly interarrivalCv: number;
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
}

/** Of requests, counted by windows of `windowSeconds`; of rates, by their own windows. */
export const describeTraffic = (trace: RateTrace | RequestTrace, windowSeconds = 600): TrafficFigures => {
  const rates = trace.kind === "rates" ? trace : ratesOf(trace, windowSeconds);
  const perSecond = rates.requestsPerSecond;
  const windows = perSecond.length;
  const durationSeconds = trace.kind === "rates" ? windows * rates.windowSeconds : trace.durationMicros / 1e6;
  let sum = 0;
  let squares = 0;
  for (const rate of perSecond) {
    sum += rate;
    squares += rate * rate;
  }
  const mean = windows === 0 ? 0 : sum / windows;
  const sorted = perSecond.slice().sort();
  const peak = sorted.at(-1) ?? 0;
  const p99 = quantile(sorted, 0.99);
  const requests = trace.kind === "rates" ? sum * rates.windowSeconds : trace.count;
  return {
    windowSeconds: rates.windowSeconds,
    windows,
    emptyWindows: perSecond.reduce((count, rate) => (rate === 0 ? count + 1 : count), 0),
    durationSeconds,
    requests,
    meanPerSecond: trace.kind === "rates" ? mean : ratio(requests, durationSeconds),
    p99PerSecond: p99,
    peakPerSecond: peak,
    meanOverPeak: ratio(mean, peak),
    meanOverP99: ratio(mean, p99),
    coefficientOfVariation: windows === 0 ? 0 : ratio(Math.sqrt(Math.max(squares / windows - mean * mean, 0)), mean),
    interarrivalCv: trace.kind === "rates" ? meanVariation(trace) : variationOf(trace),
    meanInputTokens: meanTokens(rates, rates.inputTokens.mean),
    meanOutputTokens: meanTokens(rates, rates.outputTokens.mean),
  };
};

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Between the two nearest of sorted numbers, in proportion, as spreadsheets and NumPy do it. */
const quantile = (sorted: Float64Array, share: number): number => {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below);
};

/** Weighted by requests, as a busy window has more of the times. */
const meanVariation = ({ interarrivalCv, requestsPerSecond }: RateTrace): number =>
  interarrivalCv === undefined ? 1 : weighted(interarrivalCv, requestsPerSecond);

const meanTokens = ({ requestsPerSecond }: RateTrace, mean: number | Float64Array): number =>
  typeof mean === "number" ? mean : weighted(mean, requestsPerSecond);

const weighted = (values: Float64Array, weights: Float64Array): number => {
  let sum = 0;
  let weight = 0;
  values.forEach((value, i) => {
    sum += value * weights[i]!;
    weight += weights[i]!;
  });
  return ratio(sum, weight);
};

const variationOf = ({ count, arrivalMicros }: RequestTrace): number => {
  if (count < 3) return 1;
  const mean = (arrivalMicros[count - 1]! - arrivalMicros[0]!) / (count - 1);
  let squares = 0;
  for (let i = 1; i < count; i++) {
    const deviation = arrivalMicros[i]! - arrivalMicros[i - 1]! - mean;
    squares += deviation * deviation;
  }
  return ratio(Math.sqrt(squares / (count - 1)), mean);
};
