/**
 * A rate at every moment of a trace that has one of every window. `linear` goes straight from the edge of a window to
 * its middle and on to its other edge, so that nothing jumps where one window ends; each window keeps its mean, and no
 * rate is below 0. `steps` holds a window's mean for all of it.
 */
export type RateInterpolation = "linear" | "steps";

/** Rates at the edges (one more than windows) and in the middle of each window. */
export interface RateCurve {
  readonly edges: Float64Array;
  readonly middles: Float64Array;
}

export const rateCurveOf = (requestsPerSecond: Float64Array): RateCurve => {
  const count = requestsPerSecond.length;
  const edges = new Float64Array(count + 1);
  const middles = new Float64Array(count);
  for (let i = 0; i <= count; i++) {
    const before = requestsPerSecond[Math.max(i - 1, 0)] ?? 0;
    const after = requestsPerSecond[Math.min(i, count - 1)] ?? 0;
    // Over twice its own mean, an edge would leave less than nothing to the middle of the quieter window.
    edges[i] = Math.min((before + after) / 2, 2 * Math.min(before, after));
  }
  // The mean of the two straight lines is (left + 2 middle + right) / 4.
  for (let i = 0; i < count; i++) middles[i] = 2 * requestsPerSecond[i]! - (edges[i]! + edges[i + 1]!) / 2;
  return { edges, middles };
};
