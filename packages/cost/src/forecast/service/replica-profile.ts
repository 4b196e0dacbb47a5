/**
 * How fast one replica of a model server is. One iteration of continuous batching with `b` requests in decode takes
 * `decodeMs + decodeMsPerRequest * b`; each prompt adds `inputTokens / prefillTokensPerSecond` of work that holds up
 * all of them. A first token comes after that prefill and the prompts before it, `firstTokenMs` with all that is beside,
 * and what the batch adds to the iteration that runs and to the request's own.
 */
export interface ReplicaProfile {
  /** Such as `llama-3.1-8b/h100`. */
  readonly name: string;
  /** GPUs of one replica: more than 1 with tensor parallelism, a share with MIG or time slicing. */
  readonly gpus: number;
  /** Of a request that is alone, without its prefill. */
  readonly firstTokenMs: number;
  /** Of its prompt's tokens, where reading them takes longer than it holds up others; 0 where it is absent. */
  readonly firstTokenMsPerInputToken?: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeMs: number;
  readonly decodeMsPerRequest: number;
  /** Requests in decode at once, from the memory that weights leave to the KV cache. */
  readonly maxBatch: number;
  readonly provenance: Provenance;
}

/** Where the figures come from. None was measured on a GPU of this project. */
export interface Provenance {
  readonly kind: "measured" | "derived" | "user";
  /** Data set, with version or commit, or the law that they were derived by. */
  readonly source: string;
}
