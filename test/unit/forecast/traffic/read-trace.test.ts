import { describe, expect, it } from "vitest";
import type { RateTrace, RequestTrace } from "@roadstead/cost/forecast";
import { readTrace } from "@roadstead/cost/forecast";
import type { TraceOptions } from "@roadstead/cost/forecast";

const read = (file: string, options?: TraceOptions): RateTrace | RequestTrace => {
  const reading = readTrace([file], options);
  expect(reading.problems).toEqual([]);
  return reading.trace!;
};

const requestsOf = (file: string, options?: TraceOptions) => {
  const trace = read(file, options);
  if (trace.kind !== "requests") throw new Error("these are windows");
  const { arrivalMicros, inputTokens, outputTokens, durationMicros } = trace;
  return { at: [...arrivalMicros], input: [...inputTokens], output: [...outputTokens], durationMicros };
};

const windowsOf = (file: string, options?: TraceOptions) => {
  const trace = read(file, options);
  if (trace.kind !== "rates") throw new Error("these are requests");
  const { windowSeconds, requestsPerSecond, interarrivalCv, inputTokens } = trace;
  const inputs = typeof inputTokens.mean === "number" ? inputTokens.mean : [...inputTokens.mean];
  return { windowSeconds, rates: [...requestsPerSecond], cvs: interarrivalCv && [...interarrivalCv], inputs };
};

const threeRequests = { at: [0, 52_000, 1_052_001], input: [4808, 3180, 7], output: [10, 8, 0] };

describe("a trace of requests", () => {
  const lines = ["4808,10", "3180,8", "7,0"];
  const timed = (header: string, times: readonly string[], delimiter = ","): string =>
    [header, ...times.map((time, i) => `${time},${lines[i]!}`)].join("\n").replaceAll(",", delimiter);
  const iso = ["2023-11-16 23:59:59.9799600", "2023-11-17 00:00:00.0319600", "2023-11-17 00:00:01.0319611"];

  it.each<[string, string, TraceOptions?]>([
    ["timestamps with 100 ns digits and no last newline", timed("TIMESTAMP,ContextTokens,GeneratedTokens", iso)],
    ["a last newline", `${timed("TIMESTAMP,ContextTokens,GeneratedTokens", iso)}\n`],
    ["CRLF", `${timed("TIMESTAMP,ContextTokens,GeneratedTokens", iso)}\n`.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${timed("TIMESTAMP,ContextTokens,GeneratedTokens", iso)}`],
    ["blank lines", `\n${timed("TIMESTAMP,ContextTokens,GeneratedTokens", iso)}\n\n  \n`.replace("\n2023", "\n\n2023")],
    ["trailing spaces and tabs", timed("TIMESTAMP , ContextTokens,GeneratedTokens", iso).replaceAll("\n", " \t\n")],
    ["trailing delimiters", timed("TIMESTAMP,ContextTokens,GeneratedTokens", iso).replaceAll("\n", ",\n")],
    ["tabs", timed("timestamp,prompt_tokens,completion_tokens", iso, "\t")],
    ["semicolons", timed("timestamp,prompt_tokens,completion_tokens", iso, ";")],
    [
      "T, zones and offsets",
      timed("time,isl,osl", [
        "2023-11-16T23:59:59.97996Z",
        "2023-11-17T01:30:00.03196+01:30",
        "2023-11-16 18:00:01.031961 -0600",
      ]),
    ],
    ["seconds", timed("Timestamp,Request tokens,Response tokens", ["5", "5.052", "6.052001"])],
    [
      "seconds since 1970, with 9 digits",
      timed("arrived_at,num_prefill_tokens,num_decode_tokens", [
        "1700000000.000000000",
        "1700000000.052000000",
        "1700000001.052001000",
      ]),
    ],
    ["milliseconds by the name", timed("arrival_time_ms,input_tokens,output_tokens", ["1000", "1052", "2052.001"])],
    ["microseconds by the name", timed("arrival_time_us,input_tokens,output_tokens", ["7", "52007", "1052008"])],
    [
      "nanoseconds by their size",
      timed("timestamp,input_tokens,output_tokens", [
        "1700000000000000000",
        "1700000000052000000",
        "1700000001052001000",
      ]),
    ],
    [
      "milliseconds that the user says",
      timed("t,input_tokens,output_tokens", ["0", "52", "1052.001"]),
      { timeUnit: "ms" },
    ],
    ["exponents", timed("t_s,input_tokens,output_tokens", ["0", "5.2e-2", "1.052001E0"])],
    [
      "quoted cells",
      '"time_s","input_tokens","output_tokens"\n"0","4808"," 10"\n"0.052","3180","8"\n"1.052001","7","0"\n',
    ],
    [
      "cells with delimiters, newlines and quotes",
      'prompt,time_s,input_tokens,output_tokens\n"a, ""b""\nc",0,4808,10\n"",0.052,3180,8\nx,1.052001,7,0\n',
    ],
    [
      "whole numbers with a point",
      timed("t_s,input_tokens,output_tokens", ["0", "0.052", "1.052001"]).replace("4808", "4808.0"),
    ],
    [
      "no header",
      timed("x", ["0", "0.052", "1.052001"]).slice(2),
      { columns: { time: 1, inputTokens: 2, outputTokens: 3 } },
    ],
    [
      "names that the user maps",
      timed("when,in,out", ["0", "0.052", "1.052001"]),
      { columns: { time: "when", inputTokens: "in", outputTokens: "OUT" } },
    ],
    [
      "numbers as names",
      timed("1,2,3", ["0", "0.052", "1.052001"]),
      { header: true, columns: { time: "1", inputTokens: "2", outputTokens: 3 } },
    ],
    [
      "unsorted lines, sorted on request",
      ["t_s,input_tokens,output_tokens", "1.052001,7,0", "0,4808,10", "0.052,3180,8"].join("\n"),
      { sort: true },
    ],
    [
      "JSON lines",
      '{"arrival_time": 3, "input_tokens": 4808, "output_tokens": 10}\n{"output_tokens": 8, "arrival_time": 3.052, "input_tokens": 3180}\n\n{"arrival_time": 4.052001, "input_tokens": 7, "output_tokens": 0, "text": "{\\"a\\""}',
    ],
    [
      "JSON lines with timestamps within names",
      '{"at":{"time":"2026-11-24T08:00:00Z"},"usage":{"in":4808,"out":10}}\n{"at":{"time":"2026-11-24T08:00:00.052Z"},"usage":{"in":3180,"out":8}}\n{"at":{"time":"2026-11-24T08:00:01.052001Z"},"usage":{"in":7,"out":0}}',
      { columns: { time: "at.time", inputTokens: "usage.in", outputTokens: "usage.out" } },
    ],
  ])("is read with %s", (_, file, options) => {
    expect(requestsOf(file, options)).toEqual({ ...threeRequests, durationMicros: 1_052_002 });
  });

  it("has sizes drawn where none are told, and says so", () => {
    const file = "t_s\n0\n1\n2\n";
    const reading = readTrace([file]);
    expect(reading.warnings.map((it) => it.message)).toEqual([
      "no column is inputTokens; 1024 in the mean are assumed",
      "no column is outputTokens; 256 in the mean are assumed",
    ]);
    expect(requestsOf(file, { inputTokens: { mean: 50, cv: 0 } }).input).toEqual([50, 50, 50]);
  });

  it("says what it read as what", () => {
    const reading = readTrace(["id,arrival_time_ms,prompt_tokens\n1,0,5\n2,10,6\n"]);
    expect(reading.columns).toEqual([
      { role: "time", column: "arrival_time_ms", form: "ms" },
      { role: "inputTokens", column: "prompt_tokens" },
    ]);
  });
});

describe("a trace of windows", () => {
  it.each<[string, string, TraceOptions?]>([
    ["rates", "t_s,req_per_s\n0,5\n600,6\n1200,0.5\n"],
    ["rates of minutes", "t_s,req_per_min\n0,300\n600,360\n1200,30\n"],
    ["counts", "window_start,requests\n2026-11-24 08:00,3000\n2026-11-24 08:10,3600\n2026-11-24 08:20,300\n"],
    ["a rate before a count", "t_s,requests,rate\n0,1,5\n600,2,6\n1200,3,0.5\n"],
    [
      "a count that the user maps",
      "t_s,rate,requests\n0,1,3000\n600,1,3600\n1200,1,300\n",
      { columns: { count: "requests" } },
    ],
    ["no header", "0,5,x\n600,6,x\n1200,0.5,x\n", { columns: { time: 1, rate: 2 } }],
    ["JSON lines", '{"t_ms":0,"rps":5}\n{"t_ms":600000,"rps":6}\n{"t_ms":1200000,"rps":0.5}\n'],
    ["unsorted lines, sorted on request", "t_s,rate\n600,6\n1200,0.5\n0,5\n", { sort: true }],
  ])("is read with %s", (_, file, options) => {
    expect(windowsOf(file, options)).toMatchObject({ windowSeconds: 600, rates: [5, 6, 0.5] });
  });

  it("carries burstiness and sizes over windows that do not say them", () => {
    const file = "t_s,rate,cv,mean_input_tokens\n0,5,,\n600,0,2,100\n1200,7,,\n1800,8,3,300\n";
    expect(windowsOf(file)).toMatchObject({ cvs: [2, 2, 2, 3], inputs: [100, 100, 100, 300] });
  });

  it("has no burstiness of its own where no column says it", () => {
    expect(windowsOf("t_s,rate\n0,5\n600,6\n").cvs).toBeUndefined();
  });

  it.each([
    ["previous", [5, 6, 6, 6, 7, 8]],
    ["zero", [5, 6, 0, 0, 7, 8]],
  ] as const)("fills gaps with %s on request, and warns of each", (fillGaps, rates) => {
    const file = "t_s,rate\n0,5\n600,6\n2400,7\n3000,8\n";
    expect(windowsOf(file, { fillGaps }).rates).toEqual(rates);
    expect(readTrace([file], { fillGaps }).warnings).toContainEqual(
      expect.objectContaining({
        line: 4,
        message: expect.stringContaining("a gap of 2 windows (1200 s), filled with"),
      }),
    );
  });

  it("takes starts that were rounded for the windows that they are", () => {
    expect(windowsOf("t_s,rate\n0.000,5\n0.333,6\n0.667,7\n1.000,8\n1.333,9\n").rates).toHaveLength(5);
  });

  it("a window alone has the length that the user says", () => {
    expect(windowsOf("t_s,rate\n0,5\n", { windowSeconds: 600 })).toMatchObject({ windowSeconds: 600, rates: [5] });
  });
});

describe("windows of exactly nothing", () => {
  const file = (rates: readonly number[]): string =>
    `t_s,rate\n${rates.map((rate, i) => `${i * 600},${rate}`).join("\n")}\n`;
  const busy = Array.from({ length: 40 }, (_, i) => 800 + (i % 7) * 30);

  it("amid traffic are warned of, run by run, and kept", () => {
    const rates = [...busy, 0, 0, 0, ...busy];
    const reading = readTrace([file(rates)]);
    expect(reading.warnings.filter((it) => it.column === "rate")).toMatchObject([
      { line: 42, message: "falls to exactly 0 for 3 windows and is back at once, as where nobody counted" },
    ]);
    expect(windowsOf(file(rates)).rates).toEqual(rates);
  });

  it("are filled on request with what came before", () => {
    expect(windowsOf(file([...busy, 0, 0, ...busy]), { fillLulls: true }).rates).toEqual([
      ...busy,
      busy.at(-1),
      busy.at(-1),
      ...busy,
    ]);
  });

  it.each([
    ["at night, after a decline", [...busy, 300, 90, 20, 0, 0, 0, 15, 100, 400, ...busy]],
    ["where other windows have a request or two", [...busy, 0, ...busy].map((rate) => rate / 400_000)],
    ["where they are what the traffic is like", busy.flatMap((rate) => [rate, 0])],
    ["at the end", [...busy, 0, 0]],
  ])("are no reason to warn: %s", (_, rates) => {
    const reading = readTrace([file(rates)]);
    expect(reading.warnings.filter((it) => it.column === "rate")).toEqual([]);
  });
});
