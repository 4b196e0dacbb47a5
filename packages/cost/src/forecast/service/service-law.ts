import type { ReplicaProfile } from "./replica-profile.js";
import type { TrafficTokens } from "./traffic-tokens.js";

/** One replica in balance: what comes to it leaves it. */
export interface Balance {
  readonly requestsPerSecond: number;
  /** Requests in decode at once, as a mean; Infinity where the replica cannot keep up at any batch. */
  readonly batch: number;
  /** Time per token of an answer, with the prompts of others in between. */
  readonly msPerToken: number;
  /** Share of the time in which prompts are read and no answer goes on. */
  readonly prefillShare: number;
}

/**
 * Where the batch and its pace settle at a rate. A token takes `(decodeMs + decodeMsPerRequest * b) / (1 - s)`, where
 * `s` is the share of the time that prompts take; and by Little's law `b` is the rate times the time of an answer.
 * Both together are linear in `b`.
 */
export const balanceOf = (replica: ReplicaProfile, tokens: TrafficTokens, requestsPerSecond: number): Balance => {
  const prefillShare = (requestsPerSecond * tokens.inputTokens.mean) / replica.prefillTokensPerSecond;
  const tokensPerMs = (requestsPerSecond * decodedTokens(tokens)) / 1000;
  const left = 1 - prefillShare - tokensPerMs * replica.decodeMsPerRequest;
  if (!(left > 0)) return { requestsPerSecond, batch: Infinity, msPerToken: Infinity, prefillShare };
  const batch = (tokensPerMs * replica.decodeMs) / left;
  return { requestsPerSecond, batch, msPerToken: msPerToken(replica, batch, prefillShare), prefillShare };
};

const msPerToken = (replica: ReplicaProfile, batch: number, prefillShare: number): number =>
  (replica.decodeMs + replica.decodeMsPerRequest * batch) / (1 - prefillShare);

/**
 * What a first token waits beside the prompts that are read. Of the iteration that runs half is left, and the request's
 * own comes after it: both take longer than they did alone by what the batch adds.
 */
export const firstTokenDelayMs = (replica: ReplicaProfile, inputTokens: number, batch: number): number =>
  replica.firstTokenMs +
  1.5 * replica.decodeMsPerRequest * batch +
  (replica.firstTokenMsPerInputToken ?? 0) * inputTokens;

/** The most that one replica serves at all, with all of its places taken and whatever wait that means. */
export const capacityOf = (replica: ReplicaProfile, tokens: TrafficTokens): number => {
  const decodeMs = replica.decodeMs + replica.decodeMsPerRequest * replica.maxBatch;
  const msPerRequest =
    (decodedTokens(tokens) * decodeMs) / replica.maxBatch +
    (1000 * tokens.inputTokens.mean) / replica.prefillTokensPerSecond;
  return 1000 / msPerRequest;
};

/** The first token comes of the prompt itself. */
const decodedTokens = (tokens: TrafficTokens): number => Math.max(0, tokens.outputTokens.mean - 1);
