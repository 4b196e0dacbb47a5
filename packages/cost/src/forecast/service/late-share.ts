import { exponential } from "../arithmetic/exponential.js";
import { power } from "../arithmetic/logarithm.js";
import { lognormalQuantile } from "../arithmetic/normal-quantile.js";
import { normalShareBelow } from "../arithmetic/normal-share.js";
import type { ServiceLevel } from "../scenario.js";
import type { ReplicaProfile } from "./replica-profile.js";
import { balanceOf, firstTokenDelayMs } from "./service-law.js";
import type { TrafficTokens } from "./traffic-tokens.js";

/** A short answer's pace is that of so many tokens: one prompt of another that comes between is no pace. */
export const leastPaceTokens = 20;

/** The law of one replica, one traffic and one service level. */
export interface LateLaw {
  readonly replica: ReplicaProfile;
  readonly tokens: TrafficTokens;
  readonly firstTokenMs: number;
  readonly msPerToken: number;
  /** Sizes of so many equal parts of all requests. */
  readonly inputSizes: Float64Array;
  readonly outputSizes: Float64Array;
}

export const lateLawOf = (replica: ReplicaProfile, tokens: TrafficTokens, slo: ServiceLevel): LateLaw => ({
  replica,
  tokens,
  firstTokenMs: 1000 * slo.firstTokenSeconds,
  msPerToken: 1000 * slo.secondsPerToken,
  inputSizes: sizesOf(tokens.inputTokens),
  outputSizes: sizesOf(tokens.outputTokens),
});

/**
 * Share of the requests that one replica serves too late at a rate, of requests that come at random: by the first token
 * or by the pace. 1 where it cannot keep up.
 */
export const lateShare = (law: LateLaw, requestsPerSecond: number): number => {
  const { replica, tokens } = law;
  const { batch, prefillShare } = balanceOf(replica, tokens, requestsPerSecond);
  if (!(batch < replica.maxBatch)) return 1;
  const readMs = (1000 * tokens.inputTokens.mean) / replica.prefillTokensPerSecond;
  const squaredRead = readMs * readMs * (1 + tokens.inputTokens.cv * tokens.inputTokens.cv);
  const prompts: Prompts = { share: prefillShare, perMs: requestsPerSecond / 1000, readMs, squaredRead };
  const swing = batchSwing(replica, batch, prefillShare);
  let late = 0;
  for (const { place, weight } of threePlaces) {
    const b = Math.min(Math.max(0, batch + place * swing), replica.maxBatch);
    late += weight * Math.min(1, lateByPace(law, prompts, b) + lateByFirstToken(law, prompts, b));
  }
  return late;
};

/** Standard deviation of the batch: near to that of Poisson numbers, and more, the more of the pace is due to the batch. */
export const batchSwing = (replica: ReplicaProfile, batch: number, prefillShare: number): number =>
  Math.sqrt((batch * (1 + (replica.decodeMsPerRequest * batch) / replica.decodeMs)) / (1 - prefillShare));

interface Prompts {
  /** Of the time, in which prompts are read. */
  readonly share: number;
  readonly perMs: number;
  readonly readMs: number;
  readonly squaredRead: number;
}

/**
 * An answer of `n` tokens takes `n` iterations and the prompts that come before it ends. For a short answer those are a
 * few large pieces: their sum is near to a gamma distribution, whose tail Wilson and Hilferty's cube root gives.
 */
const lateByPace = ({ replica, outputSizes, msPerToken }: LateLaw, prompts: Prompts, batch: number): number => {
  const iterationMs = replica.decodeMs + replica.decodeMsPerRequest * batch;
  let late = 0;
  for (const size of outputSizes) {
    // Answers of one token have no pace.
    const tokens = Math.round(size) - 1;
    if (tokens < 1) continue;
    const decodeMs = tokens * iterationMs;
    const allowedMs = Math.max(tokens, leastPaceTokens) * msPerToken;
    const share = allowedMs > decodeMs ? stalledLonger(prompts, decodeMs, allowedMs) : 1;
    late += share;
    // Sizes rise, and the longer an answer, the closer it is to the mean pace.
    if (share < negligible && tokens >= leastPaceTokens) break;
  }
  return late / outputSizes.length;
};

/** The chance that the prompts of `allowedMs` leave no `decodeMs` of it. */
const stalledLonger = (prompts: Prompts, decodeMs: number, allowedMs: number): number => {
  const expected = prompts.perMs * allowedMs;
  const mean = expected * prompts.readMs;
  if (mean <= 0) return 0;
  const shape = (mean * mean) / (expected * prompts.squaredRead);
  const z = (power((allowedMs - decodeMs) / mean, 1 / 3) - 1 + 1 / (9 * shape)) * 3 * Math.sqrt(shape);
  // An answer that no prompt comes into is never late, which a continuous law does not know.
  return Math.min(normalShareBelow(-z), 1 - exponential(-prompts.perMs * decodeMs));
};

/** Prompts wait for each other as in M/G/1, whose waits have a tail near to exponential. */
const lateByFirstToken = ({ replica, inputSizes, firstTokenMs }: LateLaw, prompts: Prompts, batch: number): number => {
  const meanWhenWaiting = prompts.squaredRead / (2 * prompts.readMs * (1 - prompts.share));
  let late = 0;
  for (let i = inputSizes.length - 1; i >= 0; i--) {
    const size = inputSizes[i]!;
    const readMs = (1000 * size) / replica.prefillTokensPerSecond;
    const slackMs = firstTokenMs - readMs - firstTokenDelayMs(replica, size, batch);
    const waiting = meanWhenWaiting > 0 ? prompts.share * exponential(-slackMs / meanWhenWaiting) : 0;
    late += slackMs < 0 ? 1 : waiting;
    // Sizes fall.
    if (slackMs >= 0 && waiting < negligible) break;
  }
  return late / inputSizes.length;
};

const sizesOf = ({ mean, cv }: TrafficTokens["inputTokens"]): Float64Array => {
  // One size for all is one part.
  if (cv === 0 || mean === 0) return Float64Array.of(mean);
  return Float64Array.from({ length: 256 }, (_, part) => lognormalQuantile(mean, cv, (part + 0.5) / 256));
};

/** A share that changes nothing, as those after it are smaller still. */
const negligible = 1e-9;

/** A normal distribution at three places (Gauss and Hermite). */
const threePlaces = [
  { place: -Math.sqrt(3), weight: 1 / 6 },
  { place: 0, weight: 2 / 3 },
  { place: Math.sqrt(3), weight: 1 / 6 },
];
