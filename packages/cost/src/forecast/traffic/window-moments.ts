import type { TokenSizes } from "./traffic.js";

/** Times between requests of one window. */
export class GapMoments {
  private readonly count: Float64Array;
  private readonly sum: Float64Array;
  private readonly squares: Float64Array;
  private readonly windowMicros: number;
  private last = 0;
  private lastWindow = -1;

  constructor(windows: number, windowMicros: number) {
    this.count = new Float64Array(windows);
    this.sum = new Float64Array(windows);
    this.squares = new Float64Array(windows);
    this.windowMicros = windowMicros;
  }

  add(window: number, at: number): void {
    if (window === this.lastWindow) {
      // In shares of a window, so that squares of microseconds do not outgrow what a number holds exactly.
      const gap = (at - this.last) / this.windowMicros;
      this.count[window]!++;
      this.sum[window]! += gap;
      this.squares[window]! += gap * gap;
    }
    this.last = at;
    this.lastWindow = window;
  }

  /** Coefficient of variation of each window; 1, as of Poisson arrivals, where too few are known to tell. */
  variation(): Float64Array {
    return this.count.map((count, i) => {
      const mean = this.sum[i]! / count;
      if (count < fewestGaps || mean === 0) return 1;
      return Math.sqrt(Math.max(this.squares[i]! / count - mean * mean, 0)) / mean;
    });
  }
}

const fewestGaps = 20;

/** Sizes of prompts or answers: means of windows, and one variation around them. */
export class SizeMoments {
  private readonly sum: Float64Array;
  private squares = 0;

  constructor(windows: number) {
    this.sum = new Float64Array(windows);
  }

  add(window: number, tokens: number): void {
    this.sum[window]! += tokens;
    this.squares += tokens * tokens;
  }

  /** Windows without a request have the mean of the one before them; the first ones that of the first with any. */
  sizes(counts: Float64Array): TokenSizes {
    const first = counts.findIndex((count) => count > 0);
    if (first < 0) return { mean: 0, cv: 0 };
    const mean = new Float64Array(counts.length);
    let before = this.sum[first]! / counts[first]!;
    let squaresOfMeans = 0;
    counts.forEach((count, i) => {
      if (count > 0) before = this.sum[i]! / count;
      mean[i] = before;
      squaresOfMeans += count * before * before;
    });
    // What is left of the squares when the windows' own means are taken out.
    const variation = squaresOfMeans === 0 ? 0 : Math.max(this.squares / squaresOfMeans - 1, 0);
    return { mean, cv: variation < 1e-12 ? 0 : Math.sqrt(variation) };
  }
}
