import { type GpuWithSpeed, gpuSpeeds } from "./gpu-speed.js";
import { type ServedModel, servedModels } from "./served-model.js";

/** The speed of a model on one GPU, as a law has it. */
export interface DerivedFigures {
  readonly firstTokenMs: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeMs: number;
  readonly decodeMsPerRequest: number;
}

/** Llama 3.1 8B on one H100, measured: the row of `measuredFigures` that all derived ones go back to. */
export interface Reference extends DerivedFigures {
  readonly model: ServedModel;
  readonly gpu: GpuWithSpeed;
}

/**
 * Roofline: decoding reads all weights once in an iteration, and keys and values of each request, so it goes with bytes
 * over bandwidth; prefill multiplies, so it goes with parameters over the operations that a GPU reaches. What a
 * measurement lost to all else is lost in proportion.
 */
export const derivedFigures = (reference: Reference, model: ServedModel, gpu: GpuWithSpeed): DerivedFigures => {
  const from = gpuSpeeds[reference.gpu];
  const to = gpuSpeeds[gpu];
  const slower = from.terabytesPerSecond / to.terabytesPerSecond;
  const weights = (model.weightsGb / reference.model.weightsGb) * slower;
  const keysAndValues = (model.kvBytesPerToken / reference.model.kvBytesPerToken) * slower;
  const operations =
    ((to.teraflops * to.prefillShare) / (from.teraflops * from.prefillShare)) *
    (reference.model.parametersBillion / model.parametersBillion);
  return {
    firstTokenMs: reference.firstTokenMs * weights,
    prefillTokensPerSecond: reference.prefillTokensPerSecond * operations,
    decodeMs: reference.decodeMs * weights,
    decodeMsPerRequest: reference.decodeMsPerRequest * keysAndValues,
  };
};

/** Which are in the table. All have room for the weights on one GPU, and no measurement in the licensed data. */
export const derivedRows = [
  [servedModels["llama-3.2-3b"], "l4"],
  [servedModels["llama-3.2-3b"], "a10g"],
  [servedModels["llama-3.2-3b"], "l40s"],
  [servedModels["llama-3.2-3b"], "a100-80"],
  [servedModels["llama-3.1-8b"], "l4"],
  [servedModels["llama-3.1-8b"], "a10g"],
  [servedModels["llama-3.1-8b"], "l40s"],
  [servedModels["llama-3.1-8b"], "a100-40"],
  [servedModels["llama-3.1-8b"], "a100-80"],
  [servedModels["llama-3.1-8b"], "h200-141"],
  [servedModels["qwen3-32b"], "h200-141"],
  [servedModels["qwen3-32b-fp8"], "l40s"],
] as const satisfies readonly (readonly [ServedModel, GpuWithSpeed])[];
