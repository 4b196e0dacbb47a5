import type { RateTrace, RequestTrace, TokenSizes } from "./traffic.js";

/**
 * The part of a trace from one moment to another, with a clock that begins at 0 again. Of rates, the windows that begin
 * in it; so slices that follow each other have everything once.
 */
export const sliceTraffic = <T extends RateTrace | RequestTrace>(trace: T, fromSeconds: number, toSeconds: number): T =>
  (trace.kind === "rates"
    ? sliceRates(trace, fromSeconds, toSeconds)
    : sliceRequests(trace, fromSeconds, toSeconds)) as T;

const sliceRates = (trace: RateTrace, fromSeconds: number, toSeconds: number): RateTrace => {
  const windowFrom = (seconds: number): number =>
    Math.min(Math.max(Math.ceil(seconds / trace.windowSeconds), 0), trace.requestsPerSecond.length);
  const from = windowFrom(fromSeconds);
  const to = Math.max(windowFrom(toSeconds), from);
  const cut = (sizes: TokenSizes): TokenSizes =>
    typeof sizes.mean === "number" ? sizes : { ...sizes, mean: sizes.mean.slice(from, to) };
  return {
    ...trace,
    requestsPerSecond: trace.requestsPerSecond.slice(from, to),
    ...(trace.interarrivalCv && { interarrivalCv: trace.interarrivalCv.slice(from, to) }),
    inputTokens: cut(trace.inputTokens),
    outputTokens: cut(trace.outputTokens),
  };
};

const sliceRequests = (trace: RequestTrace, fromSeconds: number, toSeconds: number): RequestTrace => {
  const start = Math.min(Math.max(Math.round(fromSeconds * 1e6), 0), trace.durationMicros);
  const end = Math.min(Math.max(Math.round(toSeconds * 1e6), start), trace.durationMicros);
  const from = firstAtOrAfter(trace, start);
  // What arrives at the very end of a trace is in the slice that has its end.
  const to = end === trace.durationMicros ? trace.count : firstAtOrAfter(trace, end);
  return {
    kind: "requests",
    count: to - from,
    durationMicros: end - start,
    arrivalMicros: trace.arrivalMicros.slice(from, to).map((micros) => micros - start),
    inputTokens: trace.inputTokens.slice(from, to),
    outputTokens: trace.outputTokens.slice(from, to),
  };
};

const firstAtOrAfter = (trace: RequestTrace, micros: number): number => {
  let low = 0;
  let high = trace.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (trace.arrivalMicros[middle]! < micros) low = middle + 1;
    else high = middle;
  }
  return low;
};
