import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestTrace } from "@roadstead/cost/forecast";
import { readTrace } from "@roadstead/cost/forecast";
import { tracesFolder } from "../traces-folder.js";

/** An hour of Azure's services, or its first requests, so many times as fast; with time for all to be served. */
export const azure2023 = (name: "code" | "conv", first = Infinity, faster = 1): RequestTrace => {
  const { trace, problems } = readTrace([
    readFileSync(join(tracesFolder, `azure-llm-2023/AzureLLMInferenceTrace_${name}.csv`)),
  ]);
  if (trace?.kind !== "requests") throw new Error(`${problems.length} problems in the trace of ${name}`);
  const count = Math.min(first, trace.count);
  const arrivalMicros = trace.arrivalMicros.subarray(0, count).map((micros) => Math.round(micros / faster));
  return {
    ...trace,
    count,
    arrivalMicros,
    inputTokens: trace.inputTokens.subarray(0, count),
    outputTokens: trace.outputTokens.subarray(0, count),
    durationMicros: arrivalMicros[count - 1]! + 3600e6,
  };
};
