import type { GpuModel } from "@roadstead/core";
import type { ServedModelName } from "./served-model.js";

/** Figures of one data set, fitted by least squares of relative errors; a test does the fits again. */
export interface MeasuredFigures {
  readonly model: ServedModelName;
  readonly gpu: GpuModel;
  readonly gpus: number;
  readonly firstTokenMs: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeMs: number;
  readonly decodeMsPerRequest: number;
  readonly data: MeasuredData;
}

export type MeasuredData =
  | { readonly kind: "aiconfigurator"; readonly backend: string; readonly version: string; readonly precision: string }
  | { readonly kind: "splitwise" | "sageserve" };

const aiconfigurator = (backend: string, version: string, precision: string): MeasuredData => ({
  kind: "aiconfigurator",
  backend,
  version,
  precision,
});
const trtllm = aiconfigurator("trtllm", "1.0.0rc3", "");
const trtllmFp8 = aiconfigurator("trtllm", "1.0.0rc3", "fp8");
const vllm = aiconfigurator("vllm", "0.12.0", "");
const vllmFp8 = aiconfigurator("vllm", "", "fp8");
const vllmFp4 = aiconfigurator("vllm", "0.18.0", "fp4");
const vllmFp4Older = aiconfigurator("vllm", "0.15.1", "fp4");
const splitwise: MeasuredData = { kind: "splitwise" };
const sageserve: MeasuredData = { kind: "sageserve" };

type Row = readonly [ServedModelName, GpuModel, number, number, number, number, number, MeasuredData];

// Model, GPU, GPUs of a replica, first token ms, prefill tokens/s, decode ms, decode ms per request, data.
const rows: readonly Row[] = [
  ["llama-3.2-3b", "a100-80", 2, 5.4, 27410, 5.23, 0.2001, sageserve],
  ["llama-3.1-8b", "a100-80", 2, 8.5, 17020, 8.29, 0.2439, sageserve],
  ["llama-3.1-8b", "h100-80", 1, 17.3, 40730, 6.64, 0.0521, trtllm],
  ["llama-3.1-8b", "h100-80", 2, 11.6, 67220, 4.46, 0.0323, trtllm],
  ["qwen3-32b-fp8", "h100-80", 1, 35.5, 13840, 13.66, 0.1156, trtllmFp8],
  ["qwen3-32b", "h100-80", 2, 37.8, 18770, 14.55, 0.1231, vllm],
  ["qwen3-32b", "h100-80", 4, 24.3, 31680, 9.33, 0.1024, vllm],
  ["llama-3.1-70b-fp8", "h100-80", 2, 43.1, 7810, 16.57, 0.0701, vllmFp8],
  ["llama-3.1-70b-fp8", "h100-80", 4, 28.4, 13640, 10.94, 0.0711, vllmFp8],
  ["llama-3.1-70b-fp8", "h200-141", 1, 52.7, 5210, 20.28, 0.1061, vllmFp8],
  ["llama-3.1-70b-fp8", "h200-141", 2, 33.8, 9150, 13.01, 0.0607, vllmFp8],
  ["llama-3.1-70b-fp8", "b200", 1, 40.5, 10880, 15.57, 0.029, vllmFp8],
  ["llama-2-70b", "a100-80", 4, 44.2, 4860, 43.78, 0.3839, splitwise],
  ["llama-2-70b", "a100-80", 8, 44.6, 7480, 44.27, 0.3756, splitwise],
  ["llama-2-70b", "h100-80", 4, 29.2, 9980, 28.92, 0.3166, splitwise],
  ["llama-2-70b", "h100-80", 8, 30.2, 15410, 29.88, 0.3018, splitwise],
  ["gpt-oss-120b", "h100-80", 2, 12, 39290, 4.6, 0.1541, vllmFp4],
  ["gpt-oss-120b", "h200-141", 1, 12.8, 26030, 4.93, 0.3108, vllmFp4],
  ["gpt-oss-120b", "b200", 1, 9.4, 116040, 3.61, 0.0843, vllmFp4Older],
];

export const measuredFigures: readonly MeasuredFigures[] = rows.map(
  ([model, gpu, gpus, firstTokenMs, prefillTokensPerSecond, decodeMs, decodeMsPerRequest, data]) => ({
    model,
    gpu,
    gpus,
    firstTokenMs,
    prefillTokensPerSecond,
    decodeMs,
    decodeMsPerRequest,
    data,
  }),
);
