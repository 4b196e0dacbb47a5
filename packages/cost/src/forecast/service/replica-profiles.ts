import type { GpuModel } from "@roadstead/core";
import { derivedFigures, derivedRows } from "./derived-figures.js";
import { maxBatchOf } from "./max-batch.js";
import { type MeasuredFigures, measuredFigures } from "./measured-profiles.js";
import type { ReplicaProfile } from "./replica-profile.js";
import { type ServedModelName, servedModels } from "./served-model.js";

/** A profile of the table: of one model on so many GPUs of one kind. */
export interface KnownProfile extends ReplicaProfile {
  readonly model: ServedModelName;
  readonly gpu: GpuModel;
}

/** The name in the table: `llama-3.1-8b/l4`, `llama-3.1-70b-fp8/2x-h100-80`. */
const nameOf = (model: string, gpu: string, gpus: number): string => `${model}/${gpus > 1 ? `${gpus}x-` : ""}${gpu}`;

const measured = (figures: MeasuredFigures): KnownProfile => {
  const { model, gpu, gpus, firstTokenMs, prefillTokensPerSecond, decodeMs, decodeMsPerRequest } = figures;
  return {
    name: nameOf(model, gpu, gpus),
    model,
    gpu,
    gpus,
    firstTokenMs,
    prefillTokensPerSecond,
    decodeMs,
    decodeMsPerRequest,
    maxBatch: maxBatchOf(servedModels[model], gpu, gpus),
    provenance: { kind: "measured", source: sourceOf(figures) },
  };
};

const sourceOf = ({ data, gpus, model }: MeasuredFigures): string => {
  switch (data.kind) {
    case "aiconfigurator": {
      const server = [data.backend === "vllm" ? "vLLM" : "TensorRT-LLM", data.version, data.precision].filter(Boolean);
      return `aiconfigurator-core 0.12.0 silicon_sample.csv (Apache-2.0), ${server.join(" ")}, ${gpus} GPU; fitted; first token is 2.6 iterations as BLIS has it`;
    }
    case "splitwise":
      return `splitwise-sim 8f99e7d perf_model.csv (MIT), ${model}, ${gpus} GPUs; fitted`;
    case "sageserve":
      return `SageServe 0b95ca2 ${model} (MIT), ${gpus} GPUs; fitted`;
  }
};

const reference = { ...measuredFigures.find((it) => it.model === "llama-3.1-8b" && it.gpu === "h100-80")! };

const derived: readonly KnownProfile[] = derivedRows.map(([model, gpu]) => ({
  name: nameOf(model.name, gpu, 1),
  model: model.name,
  gpu,
  gpus: 1,
  ...derivedFigures({ ...reference, model: servedModels["llama-3.1-8b"], gpu: "h100-80" }, model, gpu),
  maxBatch: maxBatchOf(model, gpu, 1),
  provenance: {
    kind: "derived",
    source:
      "roofline from llama-3.1-8b/h100-80: decode by memory bandwidth, prefill by operations (data sheets; reached shares of BLIS f90a1e3)",
  },
}));

/**
 * Not a GPU's but another simulator's: what lets this model give the latencies and the capacity that BLIS gives, which in
 * turn is within 12 % (end to end) and 23 % (first token) of servers that its authors measured.
 */
const fittedToBlis: KnownProfile = {
  name: "llama-3.1-8b/h100-80-blis",
  model: "llama-3.1-8b",
  gpu: "h100-80",
  gpus: 1,
  firstTokenMs: 18,
  firstTokenMsPerInputToken: 0.0058,
  prefillTokensPerSecond: 210_000,
  decodeMs: 6.85,
  decodeMsPerRequest: 0.089,
  maxBatch: 256,
  provenance: { kind: "derived", source: "fitted to BLIS (inference-sim f90a1e3) on the Azure 2023 traces" },
};

/** All that are known, in the order of models and GPUs; names are unique. */
export const replicaProfiles: readonly KnownProfile[] = [
  ...measuredFigures.map(measured),
  ...derived,
  fittedToBlis,
].sort((a, b) => Object.keys(servedModels).indexOf(a.model) - Object.keys(servedModels).indexOf(b.model));

/** A profile of the table by its name, with the places that requests of such a size leave in its memory. */
export const replicaProfile = (name: string, tokensPerRequest?: number): KnownProfile | undefined => {
  const profile = replicaProfiles.find((it) => it.name === name);
  if (profile === undefined || tokensPerRequest === undefined || profile === fittedToBlis) return profile;
  return { ...profile, maxBatch: maxBatchOf(servedModels[profile.model], profile.gpu, profile.gpus, tokensPerRequest) };
};

/** What a user knows better than the table. */
export type OwnFigures = Partial<Omit<ReplicaProfile, "name" | "provenance">>;

export const withOwnFigures = (profile: ReplicaProfile, own: OwnFigures): ReplicaProfile => {
  const given = Object.entries(own).filter(([, figure]) => figure !== undefined);
  if (given.length === 0) return profile;
  const source = `own ${given.map(([name]) => name).join(", ")}; the rest: ${profile.provenance.source}`;
  return { ...profile, ...Object.fromEntries(given), provenance: { kind: "user", source } };
};
