import { exponential } from "../arithmetic/exponential.js";
import { logarithm } from "../arithmetic/logarithm.js";
import { normalQuantile } from "../arithmetic/normal-quantile.js";

/**
 * A law of which percentiles up to the 99.9th are asked is recorded as a few numbers of unequal weight: narrow steps
 * where it matters. Each is the middle of its share.
 */
const edges = [0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.998, 0.999, 0.9995, 1];

export const shareWeights = Float64Array.from({ length: edges.length - 1 }, (_, i) => edges[i + 1]! - edges[i]!);

const middles = shareWeights.map((weight, i) => edges[i]! + weight / 2);

/** Standard normal numbers of the shares. */
export const normalNumbers = middles.map((share) => normalQuantile(share));

/** Exponential numbers of the shares, with a mean of 1. */
export const exponentialNumbers = middles.map((share) => -logarithm(1 - share));

/** Lognormal numbers of the shares, with a mean of exactly 1. */
export const lognormalNumbers = (cv: number): Float64Array => {
  const sigma = Math.sqrt(logarithm(1 + cv * cv));
  const numbers = normalNumbers.map((z) => exponential(sigma * z));
  let mean = 0;
  for (let i = 0; i < numbers.length; i++) mean += numbers[i]! * shareWeights[i]!;
  return numbers.map((number) => number / mean);
};
