import type { Percentiles } from "./forecast.js";

/**
 * Times by how often they occur. A power of two has 128 buckets, so a percentile is within 0.8 percent of the truth; the
 * mean is exact. A bucket's place is read off the bits of a number, which costs no logarithm.
 */
export class LatencyHistogram {
  /** Of all that was recorded. */
  weight = 0;
  private sum = 0;
  private readonly weights = new Float64Array(bucketCount);

  record(seconds: number, weight: number): void {
    this.weight += weight;
    this.sum += seconds * weight;
    this.weights[bucketOf(seconds)]! += weight;
  }

  get mean(): number {
    return this.weight > 0 ? this.sum / this.weight : 0;
  }

  /** 0 where nothing was recorded. */
  percentiles(): Percentiles {
    const [p50, p95, p99, p999] = this.quantiles([0.5, 0.95, 0.99, 0.999]);
    return { mean: this.mean, p50: p50!, p95: p95!, p99: p99!, p999: p999! };
  }

  /** Of shares in rising order; within its bucket weight is taken to be spread evenly. */
  quantiles(shares: readonly number[]): number[] {
    const values: number[] = [];
    let below = 0;
    let bucket = 0;
    const last = this.last();
    for (const share of shares) {
      // Sums of weights round: the last bucket that has any holds what is beyond.
      const wanted = Math.min(share * this.weight, this.weight);
      while (bucket < last && below + this.weights[bucket]! < wanted) below += this.weights[bucket++]!;
      const inBucket = this.weights[bucket]!;
      const part = inBucket > 0 ? Math.min((wanted - below) / inBucket, 1) : 0;
      const from = edges[bucket]!;
      values.push(this.weight > 0 ? from + part * (edges[bucket + 1]! - from) : 0);
    }
    return values;
  }

  private last(): number {
    let bucket = bucketCount - 1;
    while (bucket > 0 && this.weights[bucket] === 0) bucket--;
    return bucket;
  }
}

/** From a microsecond to 97 days; what is shorter or longer is in the first or the last bucket. */
const leastExponent = -20;
const octaves = 43;
const bitsInOctave = 7;
const bucketCount = octaves << bitsInOctave;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
float[0] = 1;
const highWord = words[1] === 0x3ff00000 ? 1 : 0;
const firstKey = (1023 + leastExponent) << bitsInOctave;

const bucketOf = (seconds: number): number => {
  float[0] = seconds;
  const bucket = (words[highWord]! >>> (20 - bitsInOctave)) - firstKey;
  if (!(seconds > 0) || bucket < 0) return 0;
  return bucket < bucketCount ? bucket : bucketCount - 1;
};

/** Lower edges of the buckets, by exact steps of doubling. */
const edges = ((): Float64Array => {
  const edge = new Float64Array(bucketCount + 1);
  let octave = 1;
  for (let i = 0; i > leastExponent; i--) octave /= 2;
  for (let bucket = 0; bucket <= bucketCount; bucket++) {
    const inOctave = bucket & ((1 << bitsInOctave) - 1);
    if (inOctave === 0 && bucket > 0) octave *= 2;
    edge[bucket] = octave * (1 + inOctave / (1 << bitsInOctave));
  }
  edge[0] = 0;
  return edge;
})();
