import { RandomStream } from "../random/random-stream.js";
import type { InterarrivalLaw } from "./interarrival-law.js";
import { drawIntervals } from "./interarrival-law.js";
import type { RateCurve, RateInterpolation } from "./rate-curve.js";
import { rateCurveOf } from "./rate-curve.js";
import { drawTokens } from "./token-draws.js";
import type { RateTrace, RequestBatch, RequestSource } from "./traffic.js";

export interface ArrivalOptions {
  /** Gamma unless said otherwise. */
  readonly law?: InterarrivalLaw;
  /** Linear unless said otherwise. */
  readonly interpolation?: RateInterpolation;
}

/** Requests that are drawn at once: what a processor's cache holds. */
const mostInBatch = 32_768;

/**
 * Single requests of a trace of rates. Every window gets the number that its rate says (fractions are carried to the
 * next ones), so what was counted stays counted; where they fall is drawn: times between arrivals of the window's own
 * coefficient of variation, stretched to fill the window, and then moved along the rate within it. Sizes are drawn one
 * by one from the window's law.
 */
export const arrivalsOf = (trace: RateTrace, seed: number, options: ArrivalOptions = {}): RequestSource => {
  const windowMicros = trace.windowSeconds * 1e6;
  return {
    durationMicros: windowMicros * trace.requestsPerSecond.length,
    next: batchesOf(trace, windowMicros, seed, options),
  };
};

const batchesOf = (
  trace: RateTrace,
  windowMicros: number,
  seed: number,
  { law = "gamma", interpolation = "linear" }: ArrivalOptions,
): (() => RequestBatch | undefined) => {
  const intervals = new Float64Array(mostInBatch + 1);
  const arrivalMicros = new Float64Array(mostInBatch);
  const inputTokens = new Int32Array(mostInBatch);
  const outputTokens = new Int32Array(mostInBatch);
  const arrivals = new RandomStream(seed, "arrivals");
  const inputs = new RandomStream(seed, "input tokens");
  const outputs = new RandomStream(seed, "output tokens");
  const rates = trace.requestsPerSecond;
  const curve = interpolation === "linear" ? rateCurveOf(rates) : undefined;
  // Where fractions begin is drawn too: a rate of 0.3 a window has no first window of its own.
  let carried = new RandomStream(seed, "fractions").uniform();
  let window = -1;
  let inWindow = 0;
  let doneInWindow = 0;
  return () => {
    while (doneInWindow === inWindow) {
      if (++window >= rates.length) return undefined;
      carried += rates[window]! * trace.windowSeconds;
      inWindow = Math.floor(carried);
      carried -= inWindow;
      doneInWindow = 0;
    }
    const count = Math.min(inWindow - doneInWindow, mostInBatch);
    drawIntervals(arrivals, law, trace.interarrivalCv?.[window] ?? 1, intervals, count + 1);
    spread(intervals, count, doneInWindow / inWindow, (doneInWindow + count) / inWindow, arrivalMicros);
    if (curve !== undefined) bend(curve, window, arrivalMicros, count);
    place(arrivalMicros, count, window * windowMicros, windowMicros);
    drawTokens(inputs, trace.inputTokens, window, inputTokens, count);
    drawTokens(outputs, trace.outputTokens, window, outputTokens, count);
    doneInWindow += count;
    return { count, arrivalMicros, inputTokens, outputTokens };
  };
};

/** `count` moments between `from` and `to`, `count + 1` intervals in proportion apart. */
const spread = (intervals: Float64Array, count: number, from: number, to: number, moments: Float64Array): void => {
  let sum = 0;
  for (let i = 0; i <= count; i++) sum += intervals[i]!;
  // All intervals can be too small for a number; then there is no telling the moments apart.
  const scale = sum > 0 ? (to - from) / sum : 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    at += intervals[i]!;
    moments[i] = from + at * scale;
  }
};

/** From shares of a window's requests to shares of its time: the inverse of the area under two straight lines. */
const bend = (curve: RateCurve, window: number, moments: Float64Array, count: number): void => {
  const left = curve.edges[window]!;
  const middle = curve.middles[window]!;
  const right = curve.edges[window + 1]!;
  const total = left / 4 + middle / 2 + right / 4;
  const firstHalf = (left + middle) / 4;
  // Time t in a half with rate a + (b - a) 2t holds a t + (b - a) t^2; the root in the form that is exact for a = b.
  const firstSlope = middle - left;
  const secondSlope = right - middle;
  for (let i = 0; i < count; i++) {
    const area = moments[i]! * total;
    if (area < firstHalf) {
      moments[i] = area > 0 ? (2 * area) / (left + Math.sqrt(Math.max(left * left + 4 * firstSlope * area, 0))) : 0;
    } else {
      const rest = area - firstHalf;
      const root = middle + Math.sqrt(Math.max(middle * middle + 4 * secondSlope * rest, 0));
      moments[i] = root > 0 ? Math.min(0.5 + (2 * rest) / root, 1) : 0.5;
    }
  }
};

/** To whole microseconds, all of them within the window. */
const place = (moments: Float64Array, count: number, startMicros: number, windowMicros: number): void => {
  const last = Math.ceil(startMicros + windowMicros) - 1;
  for (let i = 0; i < count; i++) {
    const at = Math.floor(startMicros + moments[i]! * windowMicros);
    moments[i] = at < last ? at : last;
  }
};
