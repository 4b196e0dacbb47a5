import { sampleGamma } from "../random/gamma.js";
import type { RandomStream } from "../random/random-stream.js";
import { sampleWeibull, weibullShape } from "../random/weibull.js";
import { sampleExponential } from "../random/ziggurat.js";

/**
 * What times between arrivals follow. Both laws are the exponential one (Poisson arrivals) at a coefficient of variation
 * of 1 and constant at 0; with one above 1, Weibull has fewer very small times than Gamma, and a longer tail.
 */
export type InterarrivalLaw = "gamma" | "weibull";

/** Fills `intervals` with times of a law, in units of their own: only their ratios count. */
export const drawIntervals = (
  random: RandomStream,
  law: InterarrivalLaw,
  cv: number,
  intervals: Float64Array,
  count: number,
): void => {
  if (cv === 1) {
    for (let i = 0; i < count; i++) intervals[i] = sampleExponential(random);
  } else if (cv === 0) {
    intervals.fill(1, 0, count);
  } else if (law === "gamma") {
    const shape = 1 / (cv * cv);
    for (let i = 0; i < count; i++) intervals[i] = sampleGamma(random, shape);
  } else {
    const shape = weibullShape(cv);
    for (let i = 0; i < count; i++) intervals[i] = sampleWeibull(random, shape);
  }
};
