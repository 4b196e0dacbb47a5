import { RandomStream } from "../random/random-stream.js";
import type { Demand } from "./demand.js";

/** Fewer requests a second than this are told one by one: what scales to 0 sees whether there is any. */
const leastPerSecond = 1 / 6;

/**
 * Moments of single requests in windows with few of them. A window has as many as its rate says, with fractions carried
 * on, and they fall at random along its straight lines; between two of them there is none, where a fluid would always have
 * a little.
 */
export class SparseArrivals {
  private readonly demand: Demand;
  private readonly random: RandomStream;
  private moments: Float64Array = new Float64Array(0);
  private next = 0;
  private carried: number;

  constructor(demand: Demand, seed: number) {
    this.demand = demand;
    this.random = new RandomStream(seed, "sparse arrivals");
    this.carried = this.random.uniform();
  }

  /** Whether a window's requests are told here; if so they are drawn. */
  enter(window: number): boolean {
    const requests = this.demand.requestsOf(window);
    if (requests >= (leastPerSecond * this.demand.windowMicros) / 1e6) return false;
    this.carried += requests;
    const count = Math.floor(this.carried);
    this.carried -= count;
    this.moments = new Float64Array(count);
    for (let i = 0; i < count; i++) this.moments[i] = this.demand.momentAt(window, this.random.uniform());
    this.moments.sort();
    this.next = 0;
    return true;
  }

  /** How many come before a moment, of those that were not told yet. */
  before(micros: number): number {
    const first = this.next;
    while (this.next < this.moments.length && this.moments[this.next]! < micros) this.next++;
    return this.next - first;
  }
}
