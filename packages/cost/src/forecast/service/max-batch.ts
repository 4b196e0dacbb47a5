import { gpus, type GpuModel } from "@roadstead/core";
import type { ServedModel } from "./served-model.js";

/** What a model server leaves free of a GPU by default, for activations and graphs. */
const shareOfMemory = 0.9;

/** Most sequences that servers take by default, however much memory there is. */
const mostSequences = 256;

/** Prompt and answer so far of a request, where nothing else is known. */
export const usualTokensPerRequest = 2048;

/** Requests whose keys and values fit beside the weights; 0 where not even these do. */
export const maxBatchOf = (
  model: ServedModel,
  gpu: GpuModel,
  count: number,
  tokensPerRequest = usualTokensPerRequest,
): number => {
  const memoryBytes = gpus[gpu].memoryGib * 2 ** 30 * count * shareOfMemory;
  const requests = Math.floor((memoryBytes - model.weightsGb * 1e9) / (model.kvBytesPerToken * tokensPerRequest));
  return Math.max(0, Math.min(requests, mostSequences));
};
