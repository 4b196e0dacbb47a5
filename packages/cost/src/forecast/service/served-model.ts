/** What a model takes of a GPU's memory and of its time, of its published configuration. */
export interface ServedModel {
  readonly name: string;
  readonly parametersBillion: number;
  /** Of the whole model at the precision that it is served with. */
  readonly weightsGb: number;
  /** Keys and values of all layers, at 16 bits. */
  readonly kvBytesPerToken: number;
}

export const servedModels = {
  "llama-3.2-3b": { name: "llama-3.2-3b", parametersBillion: 3.21, weightsGb: 6.42, kvBytesPerToken: 114_688 },
  "llama-3.1-8b": { name: "llama-3.1-8b", parametersBillion: 8.03, weightsGb: 16.06, kvBytesPerToken: 131_072 },
  "qwen3-32b": { name: "qwen3-32b", parametersBillion: 32.8, weightsGb: 65.6, kvBytesPerToken: 262_144 },
  "qwen3-32b-fp8": { name: "qwen3-32b-fp8", parametersBillion: 32.8, weightsGb: 34.3, kvBytesPerToken: 262_144 },
  "llama-3.1-70b-fp8": {
    name: "llama-3.1-70b-fp8",
    parametersBillion: 70.6,
    weightsGb: 72.7,
    kvBytesPerToken: 327_680,
  },
  "llama-2-70b": { name: "llama-2-70b", parametersBillion: 69, weightsGb: 138, kvBytesPerToken: 327_680 },
  "gpt-oss-120b": { name: "gpt-oss-120b", parametersBillion: 117, weightsGb: 65.2, kvBytesPerToken: 73_728 },
} as const satisfies Record<string, ServedModel>;

export type ServedModelName = keyof typeof servedModels;
