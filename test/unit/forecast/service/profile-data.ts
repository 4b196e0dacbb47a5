import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MeasuredFigures } from "../../../../packages/cost/src/forecast/service/measured-profiles.js";
import { tracesFolder } from "../traces-folder.js";
import { leastSquares } from "./least-squares.js";

type Row = Readonly<Record<string, string>>;

const readRows = (file: string): Row[] => {
  const [head, ...lines] = readFileSync(join(tracesFolder, "perf-profiles", file), "utf8")
    .trim()
    .split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, i) => [names[i]!, value])));
};

export interface Refit {
  readonly prefillTokensPerSecond: number;
  readonly decodeMs: number;
  readonly decodeMsPerRequest: number;
  readonly meanError: number;
}

/** The figures of a row of the table once more, from the data that it names. */
export const refit = (figures: MeasuredFigures): Refit =>
  figures.data.kind === "aiconfigurator" ? refitServer(figures) : refitReplica(figures);

const models: Readonly<Record<string, string>> = {
  "llama-3.1-8b": "meta-llama/Llama-3.1-8B-Instruct",
  "qwen3-32b": "Qwen/Qwen3-32B",
  "qwen3-32b-fp8": "Qwen/Qwen3-32B",
  "llama-3.1-70b-fp8": "meta-llama/Llama-3.1-70B",
  "gpt-oss-120b": "openai/gpt-oss-120b",
};
const systems: Readonly<Record<string, string>> = { "h100-80": "h100_sxm", "h200-141": "h200_sxm", b200: "b200_sxm" };

/** Servers under so many requests at once: a token takes `a + k b`, and each answer's share of the next prompt. */
const refitServer = ({ model, gpu, gpus, data }: MeasuredFigures): Refit => {
  if (data.kind !== "aiconfigurator") throw new Error("other data");
  const rows = readRows("aiconfigurator_silicon_sample_subset.csv")
    .filter(
      (row) =>
        row["model_path"] === models[model] &&
        row["system"] === systems[gpu] &&
        row["tp_size"] === String(gpus) &&
        row["backend"] === data.backend &&
        row["backend_version"] === data.version &&
        row["precision"] === data.precision,
    )
    .map((row) => ({
      input: Number(row["isl"]),
      output: Number(row["osl"]),
      batch: Number(row["batch_size"]),
      firstTokenMs: Number(row["silicon_ttft_ms"]),
      tokenMs: Number(row["silicon_tpot_ms"]),
    }))
    // Who waited for memory says nothing of the pace, and the longest contexts are a case of their own.
    .filter((row) => row.input <= 8192 && row.output <= 1024 && row.batch <= 128 && row.firstTokenMs < 3000);
  const fit = leastSquares(
    rows.map(({ batch, input, output }) => [1, batch, (batch * input) / output]),
    rows.map(({ tokenMs }) => tokenMs),
  );
  const [decodeMs, decodeMsPerRequest, msPerInputToken] = fit.coefficients as [number, number, number];
  return { decodeMs, decodeMsPerRequest, prefillTokensPerSecond: 1000 / msPerInputToken, meanError: fit.meanError };
};

const files: Readonly<Record<string, string>> = {
  "llama-3.2-3b": "sageserve_Llama-3.2-3B-tp-2.csv",
  "llama-3.1-8b": "sageserve_Llama-3.1-8B-tp-2.csv",
  "llama-2-70b": "splitwise_perf_model_llama2-70b_bloom_a100_h100.csv",
};

/** Prompts and tokens timed by themselves. SageServe's are seconds, and of all tokens together. */
const refitReplica = ({ model, gpu, gpus, data }: MeasuredFigures): Refit => {
  const inSeconds = data.kind === "sageserve";
  const rows = readRows(files[model]!)
    .filter((row) => row["hardware"] === `${gpu}gb` && row["tensor_parallel"] === String(gpus))
    .filter((row) => inSeconds || row["model"] === "llama2-70b")
    .map((row) => {
      const tokens = Number(row["token_size"]);
      return {
        prompt: Number(row["prompt_size"]),
        batch: Number(row["batch_size"]),
        tokens,
        promptMs: Number(row["prompt_time"]) * (inSeconds ? 1000 : 1),
        tokenMs: inSeconds ? (Number(row["token_time"]) * 1000) / tokens : Number(row["token_time"]),
      };
    });
  const decoding = rows.filter(({ prompt, tokens }) => prompt <= 4096 && tokens <= 1024);
  const fit = leastSquares(
    decoding.map(({ batch }) => [1, batch]),
    decoding.map(({ tokenMs }) => tokenMs),
  );
  const prompts = rows.filter(({ batch, prompt }) => batch === 1 && prompt >= 512 && prompt <= 4096);
  const reading = leastSquares(
    prompts.map(({ prompt }) => [1, prompt]),
    prompts.map(({ promptMs }) => promptMs),
  );
  const [decodeMs, decodeMsPerRequest] = fit.coefficients as [number, number];
  return {
    decodeMs,
    decodeMsPerRequest,
    prefillTokensPerSecond: 1000 / reading.coefficients[1]!,
    meanError: Math.max(fit.meanError, reading.meanError),
  };
};
