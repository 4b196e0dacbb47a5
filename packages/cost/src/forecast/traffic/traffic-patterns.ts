import type { TokenSizes } from "./traffic.js";

export type PatternName = "office" | "chat" | "campus" | "flat";

/** What a kind of traffic is like, whatever its size. Rates are relative: a size gives them their scale. */
export interface TrafficPattern {
  /** Rates in the middle of each hour, from midnight. */
  readonly weekdayByHour: readonly number[];
  readonly weekendByHour: readonly number[];
  /** Standard deviation of the logarithm of what comes on top by chance, which changes within an hour or so. */
  readonly noise: number;
  /** Sudden crowds, which come at any time and go away by halves. */
  readonly bursts?: BurstPattern;
  readonly interarrivalCv: number;
  readonly inputTokens: TokenSizes;
  readonly outputTokens: TokenSizes;
}

export interface BurstPattern {
  readonly perDay: number;
  /** Lognormal, in the unit of the hourly rates. */
  readonly meanHeight: number;
  readonly heightCv: number;
  readonly halfLifeSeconds: number;
}

const always = (rate: number): number[] => new Array<number>(24).fill(rate);

/**
 * Drawn after what is published of real services: office hours with a tenfold difference between noon and night and a
 * quiet weekend; a public service with users all over the world; a campus where a class makes more requests in an hour
 * than all others in a week; and a constant, which is what autoscaling can do nothing for.
 */
export const trafficPatterns: Readonly<Record<PatternName, TrafficPattern>> = {
  office: {
    // prettier-ignore
    weekdayByHour: [
      0.12, 0.11, 0.1, 0.1, 0.1, 0.12, 0.18, 0.34, 0.62, 0.88, 0.97, 0.94,
      0.82, 0.86, 0.97, 1, 0.93, 0.76, 0.52, 0.36, 0.27, 0.21, 0.17, 0.14,
    ],
    // prettier-ignore
    weekendByHour: [
      0.1, 0.09, 0.08, 0.08, 0.08, 0.08, 0.09, 0.11, 0.14, 0.17, 0.19, 0.2,
      0.2, 0.2, 0.21, 0.21, 0.2, 0.19, 0.17, 0.16, 0.15, 0.14, 0.13, 0.11,
    ],
    noise: 0.05,
    interarrivalCv: 4,
    inputTokens: { mean: 2048, cv: 0.9 },
    outputTokens: { mean: 28, cv: 1.6 },
  },
  chat: {
    // prettier-ignore
    weekdayByHour: [
      0.58, 0.55, 0.52, 0.54, 0.6, 0.67, 0.76, 0.84, 0.86, 0.82, 0.78, 0.8,
      0.87, 0.95, 1, 0.98, 0.93, 0.87, 0.82, 0.8, 0.8, 0.76, 0.7, 0.63,
    ],
    // prettier-ignore
    weekendByHour: [
      0.4, 0.37, 0.35, 0.35, 0.37, 0.4, 0.44, 0.48, 0.5, 0.5, 0.49, 0.49,
      0.51, 0.54, 0.56, 0.56, 0.55, 0.54, 0.53, 0.53, 0.53, 0.51, 0.48, 0.44,
    ],
    noise: 0.04,
    interarrivalCv: 1.1,
    inputTokens: { mean: 1155, cv: 0.95 },
    outputTokens: { mean: 211, cv: 0.8 },
  },
  campus: {
    // prettier-ignore
    weekdayByHour: [
      0.03, 0.02, 0.01, 0.005, 0.005, 0.005, 0.01, 0.02, 0.05, 0.08, 0.1, 0.1,
      0.09, 0.1, 0.12, 0.12, 0.11, 0.1, 0.09, 0.1, 0.11, 0.1, 0.08, 0.05,
    ],
    // prettier-ignore
    weekendByHour: [
      0.03, 0.02, 0.01, 0.005, 0.005, 0.005, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05,
      0.05, 0.05, 0.06, 0.06, 0.06, 0.06, 0.06, 0.07, 0.08, 0.08, 0.06, 0.04,
    ],
    noise: 0.4,
    bursts: { perDay: 0.8, meanHeight: 1, heightCv: 1.5, halfLifeSeconds: 2400 },
    interarrivalCv: 6,
    inputTokens: { mean: 620, cv: 1.2 },
    outputTokens: { mean: 230, cv: 1.1 },
  },
  flat: {
    weekdayByHour: always(1),
    weekendByHour: always(1),
    noise: 0,
    interarrivalCv: 1,
    inputTokens: { mean: 1000, cv: 1 },
    outputTokens: { mean: 200, cv: 1 },
  },
};
