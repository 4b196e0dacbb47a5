import type { RateTrace } from "../traffic/traffic.js";

/** Sizes of prompts and answers of a whole traffic, as service laws read them. */
export interface TrafficTokens {
  readonly inputTokens: { readonly mean: number; readonly cv: number };
  readonly outputTokens: { readonly mean: number; readonly cv: number };
}

/** Each window's sizes count by its requests. */
export const trafficTokensOf = (trace: RateTrace): TrafficTokens => ({
  inputTokens: { mean: meanOf(trace.inputTokens.mean, trace.requestsPerSecond), cv: trace.inputTokens.cv },
  outputTokens: { mean: meanOf(trace.outputTokens.mean, trace.requestsPerSecond), cv: trace.outputTokens.cv },
});

const meanOf = (mean: number | Float64Array, rates: Float64Array): number => {
  if (typeof mean === "number") return mean;
  let tokens = 0;
  let requests = 0;
  for (let i = 0; i < rates.length; i++) {
    tokens += rates[i]! * mean[i]!;
    requests += rates[i]!;
  }
  // Without a request there is no size that would matter; the first is as good as any.
  return requests > 0 ? tokens / requests : (mean[0] ?? 1);
};
