import type { RateCurve } from "../traffic/rate-curve.js";
import { rateCurveOf } from "../traffic/rate-curve.js";
import type { RateTrace } from "../traffic/traffic.js";

/**
 * Arrivals per second at every moment: straight lines from the edge of a window to its middle and on, as single requests
 * are drawn of the same trace. Moments never go back.
 */
export class Demand {
  readonly durationMicros: number;
  readonly windowMicros: number;
  private readonly curve: RateCurve;
  private readonly halfMicros: number;
  private readonly windows: number;

  constructor({ requestsPerSecond, windowSeconds }: RateTrace) {
    this.curve = rateCurveOf(requestsPerSecond);
    this.windows = requestsPerSecond.length;
    this.windowMicros = windowSeconds * 1e6;
    this.halfMicros = this.windowMicros / 2;
    this.durationMicros = Math.round(this.windowMicros * this.windows);
  }

  /** The end of the straight line that a moment is on. */
  nextBend(micros: number): number {
    const half = Math.floor(micros / this.halfMicros + 1e-9) + 1;
    return Math.round(half * this.halfMicros);
  }

  windowAt(micros: number): number {
    return Math.min(Math.floor(micros / this.windowMicros + 1e-9), this.windows - 1);
  }

  /** Mean rate between two moments of one straight line. */
  meanRate(fromMicros: number, toMicros: number): number {
    const half = Math.min(Math.floor(fromMicros / this.halfMicros + 1e-9), 2 * this.windows - 1);
    const window = half >> 1;
    const isFirst = (half & 1) === 0;
    const start = isFirst ? this.curve.edges[window]! : this.curve.middles[window]!;
    const end = isFirst ? this.curve.middles[window]! : this.curve.edges[window + 1]!;
    const middle = ((fromMicros + toMicros) / 2 - half * this.halfMicros) / this.halfMicros;
    return Math.max(0, start + (end - start) * middle);
  }

  requestsOf(window: number): number {
    const { edges, middles } = this.curve;
    const mean = (edges[window]! + 2 * middles[window]! + edges[window + 1]!) / 4;
    return Math.max(0, (mean * this.windowMicros) / 1e6);
  }

  /** The moment of a window before which this share of its requests comes. */
  momentAt(window: number, share: number): number {
    const left = this.curve.edges[window]!;
    const middle = this.curve.middles[window]!;
    const right = this.curve.edges[window + 1]!;
    const area = share * (left + 2 * middle + right);
    const isFirst = area < left + middle;
    const part = isFirst ? partBefore(left, middle, area) : partBefore(middle, right, area - left - middle);
    return (2 * window + (isFirst ? 0 : 1) + Math.min(part, 1)) * this.halfMicros;
  }

  /** The highest rate of each window, which is at one of its edges or in its middle. */
  peaks(): Float64Array {
    const { edges, middles } = this.curve;
    return middles.map((middle, i) => Math.max(edges[i]!, middle, edges[i + 1]!));
  }
}

/** How far on a straight line from one rate to another the area is, of their sum: the root that is exact for equal rates. */
const partBefore = (from: number, to: number, area: number): number => {
  const root = from + Math.sqrt(Math.max(0, from * from + (to - from) * area));
  return root > 0 ? area / root : 0.5;
};
