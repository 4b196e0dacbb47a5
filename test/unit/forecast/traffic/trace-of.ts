import type { RequestSource, RequestTrace } from "@roadstead/cost/forecast";

/** All of a source, which gives the same arrays again and again. */
export const traceOf = (source: RequestSource): RequestTrace => {
  const arrivals: number[] = [];
  const inputs: number[] = [];
  const outputs: number[] = [];
  for (let batch = source.next(); batch !== undefined; batch = source.next()) {
    for (let i = 0; i < batch.count; i++) {
      arrivals.push(batch.arrivalMicros[i]!);
      inputs.push(batch.inputTokens[i]!);
      outputs.push(batch.outputTokens[i]!);
    }
  }
  return {
    kind: "requests",
    count: arrivals.length,
    durationMicros: source.durationMicros,
    arrivalMicros: Float64Array.from(arrivals),
    inputTokens: Int32Array.from(inputs),
    outputTokens: Int32Array.from(outputs),
  };
};
