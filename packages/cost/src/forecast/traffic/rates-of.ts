import { sourceOf } from "./source-of.js";
import type { RateTrace, RequestSource, RequestTrace } from "./traffic.js";
import { GapMoments, SizeMoments } from "./window-moments.js";

/**
 * Requests counted by windows, with the mean of their sizes and the coefficient of variation of the times between them
 * (1 in windows with too few to tell). A last window that the trace covers by half or more has the rate of that part, so
 * that no end of a trace looks like a lull; one that it covers by less is left out, as so little says nothing of a whole
 * window. Reads a source to its end.
 */
export const ratesOf = (traffic: RequestTrace | RequestSource, windowSeconds: number): RateTrace => {
  const source = "kind" in traffic ? sourceOf(traffic) : traffic;
  const windowMicros = windowSeconds * 1e6;
  const windows = Math.max(1, Math.round(source.durationMicros / windowMicros));
  const hasTail = windows * windowMicros < source.durationMicros;
  const counts = new Float64Array(windows);
  const gaps = new GapMoments(windows, windowMicros);
  const inputs = new SizeMoments(windows);
  const outputs = new SizeMoments(windows);
  for (let batch = source.next(); batch !== undefined; batch = source.next()) {
    const { count, arrivalMicros, inputTokens, outputTokens } = batch;
    for (let i = 0; i < count; i++) {
      const at = arrivalMicros[i]!;
      let window = Math.floor(at / windowMicros);
      if (window >= windows) {
        if (hasTail) break;
        // A request at the very end belongs to the last window.
        window = windows - 1;
      }
      counts[window]!++;
      gaps.add(window, at);
      inputs.add(window, inputTokens[i]!);
      outputs.add(window, outputTokens[i]!);
    }
  }
  const rest = source.durationMicros / 1e6 - (windows - 1) * windowSeconds;
  const lastSeconds = Math.min(Math.max(rest, 1e-6), windowSeconds);
  return {
    kind: "rates",
    windowSeconds,
    requestsPerSecond: counts.map((count, i) => count / (i < windows - 1 ? windowSeconds : lastSeconds)),
    interarrivalCv: gaps.variation(),
    inputTokens: inputs.sizes(counts),
    outputTokens: outputs.sizes(counts),
  };
};
