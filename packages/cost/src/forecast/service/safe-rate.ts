import { normalQuantile } from "../arithmetic/normal-quantile.js";
import type { ServiceLevel } from "../scenario.js";
import { batchSwing, type LateLaw, lateLawOf, lateShare } from "./late-share.js";
import type { ReplicaProfile } from "./replica-profile.js";
import { balanceOf, capacityOf, firstTokenDelayMs } from "./service-law.js";
import type { TrafficTokens } from "./traffic-tokens.js";

/** What one replica is trusted with. */
export interface SafeRate {
  /** 0 where not even a lonely request is in time. */
  readonly requestsPerSecond: number;
  /** Requests in it at once, as a mean at that rate. */
  readonly concurrency: number;
}

/**
 * The most that one replica serves within the service level, of requests that come at random: the share of them that
 * has to be in time is, in pace and first token, and finds a place free. What a bursty traffic needs beside is for a
 * simulation to say.
 */
export const safeRate = (replica: ReplicaProfile, tokens: TrafficTokens, slo: ServiceLevel): SafeRate => {
  const law = lateLawOf(replica, tokens, slo);
  let low = 0;
  let high = capacityOf(replica, tokens);
  while (high - low > high * precision) {
    const rate = (low + high) / 2;
    if (isSafe(law, slo.attainment, rate)) low = rate;
    else high = rate;
  }
  if (low === 0) return { requestsPerSecond: 0, concurrency: 0 };
  const { batch } = balanceOf(replica, tokens, low);
  // Who has no token yet is in the replica as well.
  const readMs = (1000 * tokens.inputTokens.mean) / replica.prefillTokensPerSecond;
  const firstMs = readMs + firstTokenDelayMs(replica, tokens.inputTokens.mean, batch);
  return { requestsPerSecond: low, concurrency: batch + (low * firstMs) / 1000 };
};

const precision = 1e-6;

const isSafe = (law: LateLaw, asked: number, rate: number): boolean => {
  const { batch, prefillShare } = balanceOf(law.replica, law.tokens, rate);
  if (!(batch < law.replica.maxBatch)) return false;
  const attainment = Math.min(asked, mostCertain);
  const swing = normalQuantile(attainment) * batchSwing(law.replica, batch, prefillShare);
  return batch + swing <= law.replica.maxBatch && lateShare(law, rate) <= 1 - attainment;
};

/** All of them cannot be promised by a law whose tails have no end. */
const mostCertain = 0.9999;
