import type { TimeUnit } from "./time-cell.js";

/** What a column of a trace can be. */
export type ColumnRole = "time" | "rate" | "count" | "cv" | "inputTokens" | "outputTokens";

/** Where each has its place in a row. */
export const columnRoles: readonly ColumnRole[] = ["time", "rate", "count", "cv", "inputTokens", "outputTokens"];

/** Columns by name, or by number from 1. */
export type ColumnMapping = { readonly [R in ColumnRole]?: string | number };

/** What is known of a column by its name. */
export interface NamedColumn {
  readonly role: ColumnRole;
  /** Among columns of one role, the lowest is taken. */
  readonly rank: number;
  readonly unit?: TimeUnit;
  /** Seconds that a rate is of. */
  readonly perSeconds?: number;
}

// Names as published traces and load generators have them, in the order in which they are preferred.
const timeNames =
  "arrival_time arrival arrived_at arrival_timestamp timestamp time t ts window_start start start_time bucket datetime date created_at creation_time created request_time send_time interval_start".split(
    " ",
  );
const rateNames = "request_rate req_rate arrival_rate rate rps qps lambda".split(" ");
const countNames =
  "requests request_count num_requests n_requests number_of_requests total_requests reqs count arrivals invocations".split(
    " ",
  );
const cvNames = "cv interarrival_cv inter_arrival_cv iat_cv cv_interarrival arrival_cv".split(" ");
const inputNames =
  "input_tokens context_tokens prompt_tokens request_tokens prefill_tokens num_prefill_tokens num_prompt_tokens num_input_tokens input_length input_len prompt_length prompt_len prompt_size isl".split(
    " ",
  );
const outputNames =
  "output_tokens generated_tokens completion_tokens response_tokens decode_tokens num_decode_tokens num_output_tokens num_generated_tokens output_length output_len output_size token_size osl".split(
    " ",
  );

const unitNames: Readonly<Record<string, TimeUnit>> = {
  s: "s",
  sec: "s",
  secs: "s",
  second: "s",
  seconds: "s",
  ms: "ms",
  msec: "ms",
  millis: "ms",
  milliseconds: "ms",
  us: "us",
  usec: "us",
  micros: "us",
  microseconds: "us",
  ns: "ns",
  nanos: "ns",
  nanoseconds: "ns",
};

const perNames: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  h: 3600,
  hour: 3600,
};

/** What a header says of its column; undefined where it says nothing of traffic. */
export const namedColumn = (header: string): NamedColumn | undefined => {
  const name = plain(header);
  const per = /^(?:requests?|reqs?|arrivals|invocations)_(?:per_)?(s|sec|second|min|minute|h|hour)$/.exec(name);
  if (per !== null) return { role: "rate", rank: 0, perSeconds: perNames[per[1]!]! };
  if (name === "rpm") return { role: "rate", rank: 1, perSeconds: 60 };
  const inUnit = /^(.+)_([a-z]+)$/.exec(name);
  const unit = unitNames[inUnit?.[2] ?? ""];
  if (unit !== undefined) {
    const rank = timeNames.indexOf(inUnit![1]!);
    if (rank >= 0) return { role: "time", rank, unit };
  }
  const ofMean = name.replace(/^(mean|avg|average)_/, "");
  return (
    ranked("time", timeNames, name) ??
    ranked("rate", rateNames, name.replace(/_(rps|qps|per_s)$/, "")) ??
    ranked("count", countNames, name) ??
    ranked("cv", cvNames, name) ??
    ranked("inputTokens", inputNames, ofMean) ??
    ranked("outputTokens", outputNames, ofMean)
  );
};

const ranked = (role: ColumnRole, names: readonly string[], name: string): NamedColumn | undefined => {
  const rank = names.indexOf(name);
  return rank < 0 ? undefined : { role, rank };
};

/** `ContextTokens`, `Context tokens` and `context-tokens` are one name. */
const plain = (header: string): string =>
  header
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/µ|μ/g, "u")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
