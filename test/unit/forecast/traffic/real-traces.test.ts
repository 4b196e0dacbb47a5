import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RateTrace, RequestTrace, TraceOptions } from "@roadstead/cost/forecast";
import { arrivalsOf, describeTraffic, ratesOf, readTrace } from "@roadstead/cost/forecast";
import { hasTraces, tracesFolder } from "../traces-folder.js";

const read = (file: string, options?: TraceOptions): RateTrace | RequestTrace => {
  const reading = readTrace([readFileSync(join(tracesFolder, file))], options);
  expect(reading.problems).toEqual([]);
  return reading.trace!;
};

// Figures published with the traces, or counted by hand.
describe.skipIf(!hasTraces)("real traces", () => {
  it.each<[string, number, number, number, number]>([
    ["azure-llm-2024-digitised/azure_llm_2024_code_10min_digitised.csv", 16.8e6, 0.31, 0.33, 0.84],
    ["azure-llm-2024-digitised/azure_llm_2024_conv_10min_digitised.csv", 27.3e6, 0.58, 0.61, 0.29],
    ["servegen/servegen_m-large_10min.csv", 236.9e6, 0.34, 0.48, 0.39],
    ["servegen/servegen_m-small_10min.csv", 1447e6, 0.31, 0.51, 0.31],
    ["servegen/servegen_deepseek-r1_10min.csv", 1.384e6, 0.38, 0.41, 0.51],
    ["burstgpt-hourly/burstgpt_1_hourly.csv", 1_429_737, 0.03, 0.09, 2.34],
  ])("%s has %d requests and varies as published", (file, requests, meanOverPeak, meanOverP99, variation) => {
    const figures = describeTraffic(read(file, { fillLulls: true }));
    expect(Math.abs(figures.requests / requests - 1)).toBeLessThan(0.003);
    expect(Math.abs(figures.meanOverPeak - meanOverPeak)).toBeLessThan(0.0101);
    expect(Math.abs(figures.meanOverP99 - meanOverP99)).toBeLessThan(0.0101);
    expect(Math.abs(figures.coefficientOfVariation - variation)).toBeLessThan(0.0101);
  });

  it.each([
    ["code", 8819, 3436, 13.2, 2048, 28],
    ["conv", 19_366, 3502, 1.09, 1155, 211],
  ])(
    "an hour of %s has %d requests in %d s, with their burstiness and sizes",
    (name, count, seconds, cv, input, output) => {
      const figures = describeTraffic(read(`azure-llm-2023/AzureLLMInferenceTrace_${name}.csv`));
      expect(figures).toMatchObject({ requests: count });
      expect(Math.round(figures.durationSeconds)).toBe(seconds);
      expect(Math.abs(figures.interarrivalCv / cv - 1)).toBeLessThan(0.01);
      // Means of windows, weighted by rates: the last window is one of a few minutes.
      expect(Math.abs(figures.meanInputTokens / input - 1)).toBeLessThan(0.02);
      expect(Math.abs(figures.meanOutputTokens / output - 1)).toBeLessThan(0.02);
    },
  );

  it("windows in which nobody counted are found, all of them, and filled on request", () => {
    const file = "servegen/servegen_m-small_10min.csv";
    expect(describeTraffic(read(file)).emptyWindows).toBe(37);
    expect(describeTraffic(read(file, { fillLulls: true })).emptyWindows).toBe(0);
  });

  it("a list of jobs is read by the column that it is told, and lines without it are named", () => {
    const bytes = readFileSync(join(tracesFolder, "gpu-jobs-openb/openb_pod_list_default.csv"));
    expect(readTrace([bytes], { columns: { time: "creation_time" } }).trace).toMatchObject({ count: 8152 });
    const reading = readTrace([bytes], { columns: { time: "scheduled_time" }, sort: true });
    expect(reading.problems[0]).toMatchObject({ column: "scheduled_time", message: "is missing" });
  });

  it("requests made of an hour's windows have its windows again", () => {
    const hour = ratesOf(read("azure-llm-2023/AzureLLMInferenceTrace_conv.csv") as RequestTrace, 60);
    const again = ratesOf(arrivalsOf(hour, 1), 60);
    hour.requestsPerSecond.forEach((rate, i) => {
      expect(Math.abs(rate - again.requestsPerSecond[i]!) * 60).toBeLessThanOrEqual(1 + 1e-9);
    });
  });
});
