import type { RequestBatch, RequestSource, RequestTrace } from "./traffic.js";

/** A trace of requests as a source, read from its start; what it gives are the trace's own arrays. */
export const sourceOf = (trace: RequestTrace): RequestSource => {
  let rest: RequestBatch | undefined = trace.count > 0 ? trace : undefined;
  return {
    durationMicros: trace.durationMicros,
    next: () => {
      const batch = rest;
      rest = undefined;
      return batch;
    },
  };
};
