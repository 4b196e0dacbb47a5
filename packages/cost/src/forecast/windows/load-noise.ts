import { exponential } from "../arithmetic/exponential.js";
import { samplePoisson } from "../random/poisson.js";
import { RandomStream } from "../random/random-stream.js";
import { sampleNormal } from "../random/ziggurat.js";

/** From so many on, a number of arrivals is near enough to normal. */
const normalFrom = 100;

/**
 * What autoscalers read is no smooth fluid: they see single requests, and one that goes by the highest of many looks sees
 * the noise of all of them. Arrivals of a span swing as those of their coefficient of variation do; requests that are
 * present swing around their mean and come back to it in the time of a stay. A variation of 0 is no noise at all.
 */
export class LoadNoise {
  private readonly random: RandomStream;
  /** Standard deviations by which there are more requests than in the mean. */
  private excess = 0;

  constructor(seed: number) {
    this.random = new RandomStream(seed, "load noise");
  }

  /** Arrivals that are seen where `amount` come in the mean. */
  arrivals(amount: number, arrivalCv: number): number {
    if (arrivalCv === 0 || amount === 0) return amount;
    // Groups of as many as their variance is more than that of Poisson.
    const group = arrivalCv * arrivalCv;
    const groups = amount / group;
    if (groups < normalFrom) return samplePoisson(this.random, groups) * group;
    return amount + arrivalCv * Math.sqrt(amount) * sampleNormal(this.random);
  }

  /** Requests present as a mean of a span, where `mean` are in balance and a single look has a variance of `variance`. */
  present(mean: number, variance: number, staySeconds: number, spanSeconds: number): number {
    if (variance === 0 || !(staySeconds > 0)) return mean;
    const kept = exponential(-spanSeconds / staySeconds);
    this.excess = kept * this.excess + Math.sqrt(1 - kept * kept) * sampleNormal(this.random);
    // Of the mean of a span over which they come back so.
    const spans = spanSeconds / staySeconds;
    const evened = spans > 1e-3 ? (2 * (spans - 1 + kept)) / (spans * spans) : 1;
    return Math.max(0, mean + this.excess * Math.sqrt(variance * evened));
  }
}
