import { exponential as exp } from "../arithmetic/exponential.js";
import { lognormalOf, sampleLognormal } from "../random/lognormal.js";
import { samplePoisson } from "../random/poisson.js";
import { RandomStream } from "../random/random-stream.js";
import { sampleNormal } from "../random/ziggurat.js";
import type { BurstPattern, PatternName, TrafficPattern } from "./traffic-patterns.js";
import { trafficPatterns } from "./traffic-patterns.js";
import type { RateTrace, TokenSizes } from "./traffic.js";

/** Traffic to make, for who has none to read. What is not said is the pattern's own. */
export interface TrafficShape {
  readonly pattern: PatternName;
  /** The first is a Monday. */
  readonly days: number;
  /** Requests per second of the busiest window, or of all of them in the mean. */
  readonly size: { readonly peakPerSecond: number } | { readonly meanPerSecond: number };
  /** 600 unless said otherwise. */
  readonly windowSeconds?: number;
  readonly interarrivalCv?: number;
  readonly inputTokens?: TokenSizes;
  readonly outputTokens?: TokenSizes;
}

/** Rates of equal windows; `arrivalsOf` makes requests of them. */
export const generateTraffic = (shape: TrafficShape, seed: number): RateTrace => {
  const pattern = trafficPatterns[shape.pattern];
  const windowSeconds = shape.windowSeconds ?? 600;
  const windows = Math.round((shape.days * daySeconds) / windowSeconds);
  const rates = new Float64Array(windows);
  for (let i = 0; i < windows; i++) rates[i] = usualRate(pattern, (i + 0.5) * windowSeconds);
  addNoise(rates, pattern.noise, windowSeconds, new RandomStream(seed, "noise"));
  if (pattern.bursts !== undefined) addBursts(rates, pattern.bursts, windowSeconds, new RandomStream(seed, "bursts"));
  scale(rates, shape.size);
  const cv = shape.interarrivalCv ?? pattern.interarrivalCv;
  return {
    kind: "rates",
    windowSeconds,
    requestsPerSecond: rates,
    ...(cv !== 1 && { interarrivalCv: new Float64Array(windows).fill(cv) }),
    inputTokens: shape.inputTokens ?? pattern.inputTokens,
    outputTokens: shape.outputTokens ?? pattern.outputTokens,
  };
};

const hourSeconds = 3600;
const daySeconds = 86_400;

/** Straight lines from the middle of an hour to that of the next, also from one day to the other. */
const usualRate = (pattern: TrafficPattern, atSeconds: number): number => {
  const hours = atSeconds / hourSeconds - 0.5;
  const before = Math.floor(hours);
  const share = hours - before;
  return (1 - share) * hourRate(pattern, before) + share * hourRate(pattern, before + 1);
};

const hourRate = (pattern: TrafficPattern, hour: number): number => {
  const day = ((Math.floor(hour / 24) % 7) + 7) % 7;
  return (day < 5 ? pattern.weekdayByHour : pattern.weekendByHour)[((hour % 24) + 24) % 24]!;
};

/** Each window's noise is most of the one before it and some of its own; an hour later little is left. */
const addNoise = (rates: Float64Array, noise: number, windowSeconds: number, random: RandomStream): void => {
  if (noise === 0) return;
  const kept = exp(-windowSeconds / hourSeconds);
  const own = Math.sqrt(1 - kept * kept);
  let state = sampleNormal(random);
  for (let i = 0; i < rates.length; i++) {
    rates[i]! *= exp(noise * state);
    state = kept * state + own * sampleNormal(random);
  }
};

const addBursts = (rates: Float64Array, bursts: BurstPattern, windowSeconds: number, random: RandomStream): void => {
  const { mu, sigma } = lognormalOf(bursts.meanHeight, bursts.heightCv);
  const kept = exp((-windowSeconds / bursts.halfLifeSeconds) * Math.LN2);
  const count = samplePoisson(random, (bursts.perDay * rates.length * windowSeconds) / daySeconds);
  const started = new Float64Array(rates.length);
  for (let i = 0; i < count; i++) started[random.below(rates.length)]! += sampleLognormal(random, mu, sigma);
  let height = 0;
  for (let i = 0; i < rates.length; i++) {
    height = height * kept + started[i]!;
    rates[i]! += height;
  }
};

const scale = (rates: Float64Array, size: TrafficShape["size"]): void => {
  const peak = rates.reduce((most, rate) => (rate > most ? rate : most), 0);
  const wanted = "peakPerSecond" in size ? size.peakPerSecond : size.meanPerSecond;
  const have = "peakPerSecond" in size ? peak : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  // By the quotient, so that the busiest window has exactly what was asked for.
  for (let i = 0; i < rates.length; i++) rates[i] = have === 0 ? 0 : (rates[i]! / have) * wanted;
};
