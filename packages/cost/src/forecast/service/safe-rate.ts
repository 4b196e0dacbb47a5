import { lognormalQuantile, normalQuantile } from "../arithmetic/normal-quantile.js";
import { logarithm } from "../arithmetic/logarithm.js";
import type { ServiceLevel } from "../scenario.js";
import type { ReplicaProfile } from "./replica-profile.js";
import { balanceOf, capacityOf, firstTokenDelayMs, msPerToken } from "./service-law.js";
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
  let low = 0;
  let high = capacityOf(replica, tokens);
  for (let i = 0; i < 60; i++) {
    const rate = (low + high) / 2;
    if (isSafe(replica, tokens, slo, rate)) low = rate;
    else high = rate;
  }
  if (!isSafe(replica, tokens, slo, low)) return { requestsPerSecond: 0, concurrency: 0 };
  const balance = balanceOf(replica, tokens, low);
  // Who is still having its prompt read is in the replica as well.
  const firstSeconds =
    delaySeconds(replica, tokens, balance.batch) + tokens.inputTokens.mean / replica.prefillTokensPerSecond;
  return { requestsPerSecond: low, concurrency: balance.batch + low * firstSeconds };
};

const isSafe = (replica: ReplicaProfile, tokens: TrafficTokens, slo: ServiceLevel, rate: number): boolean => {
  const balance = balanceOf(replica, tokens, rate);
  if (!(balance.batch < replica.maxBatch)) return false;
  // Numbers in service are near to Poisson; pace makes them swing further, the more of it is due to the batch.
  const share = Math.min(slo.attainment, mostCertain);
  const z = normalQuantile(share);
  const decodeMs = replica.decodeMs + replica.decodeMsPerRequest * balance.batch;
  const swing = z * Math.sqrt((balance.batch * (decodeMs / replica.decodeMs)) / (1 - balance.prefillShare));
  if (balance.batch + swing > replica.maxBatch) return false;
  if (msPerToken(replica, balance.batch + swing, balance.prefillShare) > 1000 * slo.secondsPerToken) return false;
  return (
    firstTokenSeconds(replica, tokens, balance.batch + swing, balance.prefillShare, share) <= slo.firstTokenSeconds
  );
};

/** Prompts wait for each other as in M/G/1, with a tail near to exponential; then each is read by itself. */
const firstTokenSeconds = (
  replica: ReplicaProfile,
  tokens: TrafficTokens,
  batch: number,
  prefillShare: number,
  attainment: number,
): number => {
  const { mean, cv } = tokens.inputTokens;
  const readSeconds = mean / replica.prefillTokensPerSecond;
  const meanWhenWaiting = (readSeconds * (1 + cv * cv)) / (2 * (1 - prefillShare));
  const late = 1 - attainment;
  const wait = prefillShare > late ? meanWhenWaiting * logarithm(prefillShare / late) : 0;
  const ownRead = lognormalQuantile(readSeconds, cv, attainment);
  // Both are seldom long at once: the longer of the two, with the other at its mean.
  const meanWait = prefillShare * meanWhenWaiting;
  return delaySeconds(replica, tokens, batch) + Math.max(wait + readSeconds, meanWait + ownRead);
};

const delaySeconds = (replica: ReplicaProfile, tokens: TrafficTokens, batch: number): number =>
  firstTokenDelayMs(replica, tokens.inputTokens.mean, batch) / 1000;

/** All of them cannot be promised by a law whose tails have no end. */
const mostCertain = 0.9999;
