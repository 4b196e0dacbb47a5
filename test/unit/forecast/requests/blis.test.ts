import type { Forecast, RequestTrace } from "@roadstead/cost/forecast";
import { replicaProfile } from "@roadstead/cost/forecast";
import { describe, expect, it } from "vitest";
import { hasTraces } from "../traces-folder.js";
import { azure2023 } from "./azure-2023.js";
import { serve } from "./static-servers.js";

/**
 * What BLIS (inference-sim f90a1e3, Llama 3.1 8B on H100, least-loaded routing) gives for the same requests: an iteration-
 * level simulator, itself 12 % (end to end) and 23 % (first token) from what its authors measured. One profile for all.
 */
interface Anchor {
  readonly firstTokenMs: { readonly mean: number; readonly p99: number };
  readonly endToEndMs: { readonly mean: number; readonly p99: number };
}

const anchor = (firstMean: number, firstP99: number, wholeMean: number, wholeP99: number): Anchor => ({
  firstTokenMs: { mean: firstMean, p99: firstP99 },
  endToEndMs: { mean: wholeMean, p99: wholeP99 },
});

const fitted = replicaProfile("llama-3.1-8b/h100-80-blis")!;

describe.skipIf(!hasTraces)("the figures of BLIS, by one fitted profile", () => {
  const conv = hasTraces ? azure2023("conv") : undefined!;
  const code = hasTraces ? azure2023("code") : undefined!;
  const rows: readonly (readonly [string, () => RequestTrace, number, Anchor])[] = [
    ["conv", () => conv, 1, anchor(32.1, 58.8, 1722, 4885)],
    ["conv", () => conv, 2, anchor(30.7, 54.3, 1590, 4496)],
    ["conv", () => conv, 4, anchor(29.7, 52.2, 1531, 4326)],
    ["code", () => code, 1, anchor(46.9, 163.7, 269, 2109)],
    ["code", () => code, 2, anchor(38.8, 95.3, 241, 1889)],
    ["conv, 4 times as fast", () => azure2023("conv", 5000, 4), 1, anchor(47.7, 98, 4168, 10_951)],
  ];

  it.each(rows)("%s: latencies (row %#)", (name, traceOf, replicas, blis) => {
    const forecast = serve(traceOf(), fitted, replicas);
    const errors = errorsOf(forecast, blis);
    console.info(`BLIS, ${name}, ${replicas} replicas: ${describeErrors(errors)}`);
    expect(Math.abs(errors.firstTokenP99)).toBeLessThan(0.3);
    expect(Math.abs(errors.endToEndMean)).toBeLessThan(0.15);
    // Not asked for, and held: the other ends of both.
    expect(Math.abs(errors.firstTokenMean)).toBeLessThan(0.15);
    expect(Math.abs(errors.endToEndP99)).toBeLessThan(0.15);
  });

  it.each([8, 16])("conv, %d times as fast, which is more than can be served: capacity", (faster) => {
    const trace = azure2023("conv", 5000, faster);
    const forecast = serve(trace, fitted, 1);
    const seconds = lastEndSeconds(trace, forecast);
    const perSecond = trace.count / seconds;
    console.info(`BLIS, conv, ${faster} times as fast: ${perSecond.toFixed(1)} requests per second instead of 27`);
    expect(Math.abs(perSecond / 27 - 1)).toBeLessThan(0.1);
  });

  it("conv, 8 times as fast: the wait grows as BLIS has it", () => {
    const forecast = serve(azure2023("conv", 5000, 8), fitted, 1);
    expect(Math.abs(forecast.firstTokenSeconds.mean / 22 - 1)).toBeLessThan(0.1);
    expect(Math.abs(forecast.endToEndSeconds.mean / 31 - 1)).toBeLessThan(0.1);
  });
});

const errorsOf = ({ firstTokenSeconds, endToEndSeconds }: Forecast, blis: Anchor) => ({
  firstTokenMean: (1000 * firstTokenSeconds.mean) / blis.firstTokenMs.mean - 1,
  firstTokenP99: (1000 * firstTokenSeconds.p99) / blis.firstTokenMs.p99 - 1,
  endToEndMean: (1000 * endToEndSeconds.mean) / blis.endToEndMs.mean - 1,
  endToEndP99: (1000 * endToEndSeconds.p99) / blis.endToEndMs.p99 - 1,
});

const describeErrors = (errors: Readonly<Record<string, number>>): string =>
  Object.entries(errors)
    .map(([name, error]) => `${name} ${error > 0 ? "+" : ""}${(100 * error).toFixed(1)} %`)
    .join(", ");

/** When the last request was served: the last window of the series in which replicas had work is too coarse for it. */
const lastEndSeconds = (trace: RequestTrace, { requests }: Forecast): number => {
  expect(requests.served).toBe(trace.count);
  let low = trace.arrivalMicros[trace.count - 1]!;
  let high = trace.durationMicros;
  while (high - low > 5e5) {
    const middle = (low + high) / 2;
    if (serve({ ...trace, durationMicros: middle }, fitted, 1).requests.served === trace.count) high = middle;
    else low = middle;
  }
  return high / 1e6;
};
