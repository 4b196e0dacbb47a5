import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PatternName, RateTrace, TokenSizes, TraceOptions } from "@roadstead/cost/forecast";
import { generateTraffic, ratesOf, readTrace, trafficTokensOf } from "@roadstead/cost/forecast";

/** A traffic of the study: a file, with what its columns do not say, or a pattern to make traffic of. */
export interface StudyTrace {
  readonly id: string;
  readonly what: string;
  readonly source: string;
  /** Whether each policy is looked for at its best. */
  readonly isSearched: boolean;
  readonly from: { readonly file: string; readonly options?: TraceOptions } | { readonly pattern: PatternName };
}

// Of the request-level hour of the same service; the published means of the week's are of the same size.
const codeTokens = { inputTokens: { mean: 2048, cv: 0.9 }, outputTokens: { mean: 28, cv: 1.6 } };
const chatTokens = { inputTokens: { mean: 1155, cv: 0.95 }, outputTokens: { mean: 211, cv: 0.8 } };

const azure = "Azure public dataset, CC-BY-4.0";
const serveGen = "ServeGen, Alibaba Cloud, Apache-2.0";

export const studyTraces: readonly StudyTrace[] = [
  {
    id: "code week",
    isSearched: true,
    what: "coding assistant, office hours, 7 days",
    source: `${azure}; rates read off a published figure`,
    from: { file: "azure-llm-2024-digitised/azure_llm_2024_code_10min_digitised.csv", options: codeTokens },
  },
  {
    id: "chat week",
    isSearched: true,
    what: "public chat, users all over the world, 7 days",
    source: `${azure}; rates read off a published figure`,
    from: { file: "azure-llm-2024-digitised/azure_llm_2024_conv_10min_digitised.csv", options: chatTokens },
  },
  {
    id: "large model",
    isSearched: true,
    what: "public API of a large model, 162 clients, 14 days",
    source: serveGen,
    from: { file: "servegen/servegen_m-large_10min.csv" },
  },
  {
    id: "small model",
    isSearched: true,
    what: "public API of a small model, 43 clients, 14 days; lulls in which nobody counted are filled",
    source: serveGen,
    from: { file: "servegen/servegen_m-small_10min.csv", options: { fillLulls: true } },
  },
  {
    id: "reasoning day",
    isSearched: true,
    what: "public API of a reasoning model, 1 day",
    source: serveGen,
    from: { file: "servegen/servegen_deepseek-r1_10min.csv" },
  },
  {
    id: "one client",
    isSearched: false,
    what: "a single client of the large model, 14 days",
    source: serveGen,
    from: {
      file: "servegen/raw_language_m-large_chunk-0-trace.csv",
      options: {
        columns: { time: 1, rate: 2, cv: 3 },
        inputTokens: { mean: 949, cv: 1 },
        outputTokens: { mean: 149, cv: 1 },
      },
    },
  },
  {
    id: "campus",
    isSearched: true,
    what: "a campus, bursts over next to nothing, 61 days by hours",
    source: "BurstGPT, CC-BY-4.0",
    from: { file: "burstgpt-hourly/burstgpt_1_hourly.csv", options: chatTokens },
  },
  {
    id: "code hour",
    isSearched: false,
    what: "coding assistant, one hour of single requests, by minutes",
    source: azure,
    from: { file: "azure-llm-2023/AzureLLMInferenceTrace_code.csv" },
  },
  {
    id: "chat hour",
    isSearched: false,
    what: "public chat, one hour of single requests, by minutes",
    source: azure,
    from: { file: "azure-llm-2023/AzureLLMInferenceTrace_conv.csv" },
  },
  {
    id: "made: office",
    isSearched: false,
    what: "generated, 14 days",
    source: "this project's generator",
    from: { pattern: "office" },
  },
  {
    id: "made: chat",
    isSearched: false,
    what: "generated, 14 days",
    source: "this project's generator",
    from: { pattern: "chat" },
  },
  {
    id: "made: campus",
    isSearched: false,
    what: "generated, 14 days",
    source: "this project's generator",
    from: { pattern: "campus" },
  },
  {
    id: "made: flat",
    isSearched: true,
    what: "generated, constant, 14 days",
    source: "this project's generator",
    from: { pattern: "flat" },
  },
];

/**
 * Rates of a traffic, all of its requests of one kind; undefined where its file is not there. Sizes that change over time
 * would change what a replica can carry, and the study is about rates.
 */
export const loadTrace = ({ from }: StudyTrace, folder: string): RateTrace | undefined => {
  if ("pattern" in from) {
    return generateTraffic({ pattern: from.pattern, days: 14, size: { peakPerSecond: 100 } }, 2026);
  }
  const path = join(folder, from.file);
  if (!existsSync(path)) return undefined;
  const { trace, problems } = readTrace([readFileSync(path)], from.options);
  if (trace === undefined) throw new Error(`${from.file}: ${JSON.stringify(problems[0])}`);
  const rates = trace.kind === "rates" ? trace : ratesOf(trace, 60);
  const { inputTokens, outputTokens } = trafficTokensOf(rates);
  return { ...rates, inputTokens: constant(inputTokens), outputTokens: constant(outputTokens) };
};

const constant = ({ mean, cv }: TokenSizes): TokenSizes => ({ mean, cv: cv > 0 ? cv : 1 });
